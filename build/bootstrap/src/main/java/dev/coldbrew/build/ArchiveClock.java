package dev.coldbrew.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes the time of writing out of a class archive, so that the same classes give the same bytes.
 *
 * <p>Archives that the JVM writes from the same class list differ in one thing at least: the soft references among the
 * archived objects hold the milliseconds of the machine's clock at which they were last used, and checksums change with them.
 * Two archives that were written one after the other show where these are. The times become 0 (long unused; the JVM may drop what they
 * refer to in a full collection, and makes it again), and so do the checksums, which a JVM reads only under
 * {@code -XX:+VerifySharedSpaces}.
 */
final class ArchiveClock {
    /** The header has the size of a page; its words differ only where checksums are. */
    private static final int HEADER = 4096;

    private static final long LONGEST_DUMP_MILLIS = 10L * 60 * 1000;

    private ArchiveClock() {}

    /**
     * Stops the clock in {@code archive}.
     *
     * @param again another archive written from the same list by the same JVM, a little later
     * @return false when they differ in more than times; {@code archive} is then left as it was
     */
    static boolean stop(Path archive, Path again) throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        ByteBuffer first = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        ByteBuffer second = ByteBuffer.wrap(Files.readAllBytes(again)).order(ByteOrder.nativeOrder());
        if (first.capacity() != second.capacity()) {
            return false;
        }
        for (int at = first.mismatch(second); at >= 0; at = first.mismatch(second)) {
            // The buffers' positions follow the mismatches, which count from there.
            at += first.position();
            if (at < HEADER) {
                at -= at % Integer.BYTES;
                first.putInt(at, 0);
                second.putInt(at, 0);
            } else {
                at -= at % Long.BYTES;
                long time = first.getLong(at);
                long later = second.getLong(at);
                if (time < 0 || later < time || later - time > LONGEST_DUMP_MILLIS) {
                    return false;
                }
                first.putLong(at, 0);
                second.putLong(at, 0);
            }
            first.position(at);
            second.position(at);
        }
        Files.write(archive, bytes);
        return true;
    }
}
