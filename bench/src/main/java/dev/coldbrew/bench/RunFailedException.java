package dev.coldbrew.bench;

/** A run gave no numbers; the message names the variant and the reason. */
final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunFailedException(Variant variant, String reason, Throwable cause) {
        super(variant.label() + ": " + reason, cause);
    }
}
