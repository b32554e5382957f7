package dev.coldbrew.platform.functions;

import java.util.Base64;
import java.util.HexFormat;

/**
 * Which code a function has; the bytes themselves lie in the {@link CodeStore}.
 *
 * @param sha256 SHA-256 of the zip as 64 lower-case hexadecimal digits, the name that it has in the store
 * @param size the size of the zip in bytes
 */
public record FunctionCode(String sha256, long size) {

    /** The digest in Base64, as {@code CodeSha256} shows it (C-10). */
    public String base64Sha256() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    }
}
