package dev.coldbrew.platform.environment;

/** The last 4,096 bytes of what is added (G-10). */
final class LogTail {

    private static final int SIZE = 4096;

    private final byte[] ring = new byte[SIZE];
    private long added;

    void add(byte[] bytes, int offset, int length) {
        int skipped = Math.max(0, length - SIZE);
        for (int i = skipped; i < length; i++) {
            ring[(int) ((added + i) % SIZE)] = bytes[offset + i];
        }
        added += length;
    }

    byte[] bytes() {
        int length = (int) Math.min(added, SIZE);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((added - length + i) % SIZE)];
        }
        return bytes;
    }

    void clear() {
        added = 0;
    }
}
