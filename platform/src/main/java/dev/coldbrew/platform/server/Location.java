package dev.coldbrew.platform.server;

/**
 * Where this Lambda claims to be.
 *
 * @param region for example {@code us-east-1}
 * @param accountId twelve digits
 */
public record Location(String region, String accountId) {}
