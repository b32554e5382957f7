package dev.coldbrew.platform.environment;

/**
 * The AWS credentials that functions see (E-01).
 *
 * @param accessKeyId the value of {@code AWS_ACCESS_KEY_ID}
 * @param secretAccessKey the value of {@code AWS_SECRET_ACCESS_KEY}
 * @param sessionToken the value of {@code AWS_SESSION_TOKEN}
 */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {

    /** What local AWS emulators accept; no key to anything. */
    public static final Credentials DUMMY = new Credentials("test", "test", "test");

    /** Never shows a secret. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
