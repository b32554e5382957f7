package dev.coldbrew.cli.doctor;

import java.util.Optional;

/**
 * What a check found.
 *
 * @param name of the thing, for a display
 * @param status whether it can be used
 * @param where the file or folder, or what led to it
 * @param version as it says of itself
 * @param reason why it can't be used, or what else is to be known
 * @param enables what Coldbrew does with it
 * @param fix how to install it or set it right; empty when it is fine
 */
public record Finding(
        String name,
        Status status,
        Optional<String> where,
        Optional<String> version,
        Optional<String> reason,
        String enables,
        Optional<String> fix) {

    /** Whether a thing can be used. */
    public enum Status {
        /** It is there and works. */
        FOUND,
        /** It is there, and can't be used: the reason says why. */
        UNUSABLE,
        /** It is not there. */
        MISSING
    }

    static Finding found(String name, String enables, Object where) {
        return new Finding(
                name,
                Status.FOUND,
                Optional.of(where.toString()),
                Optional.empty(),
                Optional.empty(),
                enables,
                Optional.empty());
    }

    static Finding missing(String name, String enables, String fix) {
        return new Finding(
                name, Status.MISSING, Optional.empty(), Optional.empty(), Optional.empty(), enables, Optional.of(fix));
    }

    Finding version(Optional<String> version) {
        return new Finding(name, status, where, version, reason, enables, fix);
    }

    Finding because(String reason) {
        return new Finding(name, status, where, version, Optional.of(reason), enables, fix);
    }

    Finding unusable(String reason, String fix) {
        return new Finding(name, Status.UNUSABLE, where, version, Optional.of(reason), enables, Optional.of(fix));
    }
}
