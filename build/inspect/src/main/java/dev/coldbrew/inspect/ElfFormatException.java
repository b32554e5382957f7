package dev.coldbrew.inspect;

import java.io.IOException;

/** A file begins as an ELF file does, but isn't a sound one; the message says where it breaks. */
public final class ElfFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    ElfFormatException(String message) {
        super(message);
    }
}
