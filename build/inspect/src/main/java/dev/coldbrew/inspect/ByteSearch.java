package dev.coldbrew.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Looks for texts in a file, a piece at a time. All begin with different characters or are few: it compares at each first byte. */
final class ByteSearch {
    private static final int PIECE = 64 * 1024;
    /** What Lambda takes of code at most: no executable is larger. */
    private static final long MAX_BYTES = 262_144_000;

    private final List<byte[]> texts;
    private final boolean[] first = new boolean[256];
    private final int longest;

    ByteSearch(String... texts) {
        this.texts = List.of(texts).stream()
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toList();
        int length = 0;
        for (byte[] text : this.texts) {
            first[text[0] & 0xff] = true;
            length = Math.max(length, text.length);
        }
        longest = length;
    }

    /** The first of the texts that is in the file. */
    Optional<String> find(ByteSource source) throws IOException {
        long end = Math.min(source.size(), MAX_BYTES);
        byte[] piece = new byte[(int) Math.min(PIECE + longest, end)];
        for (long at = 0; at < end; at += PIECE) {
            ByteBuffer buffer = ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, end - at));
            source.readFully(at, buffer);
            for (int i = 0; i < buffer.position(); i++) {
                if (first[piece[i] & 0xff]) {
                    Optional<String> found = at(piece, i, buffer.position());
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> at(byte[] piece, int from, int end) {
        for (byte[] text : texts) {
            if (startsWith(piece, from, end, text)) {
                return Optional.of(new String(text, StandardCharsets.US_ASCII));
            }
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] piece, int from, int end, byte[] text) {
        if (text.length > end - from) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (piece[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
