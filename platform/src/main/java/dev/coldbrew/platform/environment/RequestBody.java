package dev.coldbrew.platform.environment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * The body of a request, read to its end.
 *
 * @param bytes empty when there were more than the limit
 * @param size how many there were
 * @param complete false when the connection ended before the body did
 * @param trailers what followed a chunked body
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record RequestBody(byte[] bytes, long size, boolean complete, HttpFields trailers) {

    /**
     * Reads on beyond {@code limit}, keeping nothing: a client that writes its whole body before it reads would not see
     * an answer sent earlier.
     */
    static RequestBody read(Content.Source source, int limit) throws InterruptedException {
        var kept = new ByteArrayOutputStream();
        HttpFields trailers = HttpFields.EMPTY;
        long size = 0;
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                var available = new Semaphore(0);
                source.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, available::release));
                available.acquire();
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                return new RequestBody(new byte[0], size, false, trailers);
            }
            if (chunk instanceof Trailers sent) {
                trailers = sent.getTrailers();
            }
            ByteBuffer buffer = chunk.getByteBuffer();
            size += buffer.remaining();
            if (size <= limit) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                kept.writeBytes(bytes);
            } else {
                kept.reset();
            }
            chunk.release();
            if (chunk.isLast()) {
                return new RequestBody(kept.toByteArray(), size, true, trailers);
            }
        }
    }
}
