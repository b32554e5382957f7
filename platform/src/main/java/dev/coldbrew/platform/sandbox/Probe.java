package dev.coldbrew.platform.sandbox;

import java.util.Set;

/**
 * What a sandbox engine can do on this machine.
 *
 * @param usable whether it starts processes at all
 * @param enforced which limits were seen to hold
 * @param reason why it is not usable, and what to do about it; empty when it is
 */
public record Probe(boolean usable, Set<Limit> enforced, String reason) {

    /** Copies {@code enforced}. */
    public Probe {
        enforced = Set.copyOf(enforced);
    }
}
