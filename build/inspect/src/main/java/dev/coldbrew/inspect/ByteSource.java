package dev.coldbrew.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes at any position of a file, or of an array. Nothing is held in memory but what is asked for. */
sealed interface ByteSource {
    /** In bytes. */
    long size();

    /** Fills {@code target} with the bytes from {@code position} on; what lies behind the end stays unwritten. */
    void readFully(long position, ByteBuffer target) throws IOException;

    /**
     * A part of the file.
     *
     * @param what is named in the message
     * @throws ElfFormatException when not all of it is in the file
     */
    default ByteBuffer read(long position, int length, String what) throws IOException {
        if (position < 0 || position > size() || length > size() - position) {
            throw new ElfFormatException(what + " would be " + length + " bytes at " + Long.toUnsignedString(position)
                    + ", but the file has " + size() + ": it is truncated or corrupt");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        readFully(position, buffer);
        if (buffer.hasRemaining()) {
            throw new ElfFormatException("The file became shorter while it was read");
        }
        return buffer.flip();
    }

    /** A file. The channel is the caller's to close. */
    record OfFile(FileChannel channel, long size) implements ByteSource {
        @Override
        public void readFully(long position, ByteBuffer target) throws IOException {
            long at = position;
            while (target.hasRemaining()) {
                int n = channel.read(target, at);
                if (n < 0) {
                    return;
                }
                at += n;
            }
        }
    }

    /** An array. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfArray(byte[] bytes) implements ByteSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void readFully(long position, ByteBuffer target) {
            int length = (int) Math.min(target.remaining(), bytes.length - position);
            target.put(bytes, (int) position, length);
        }
    }
}
