package dev.coldbrew.bench.function.awsstream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers each event with its own bytes, on AWS's client: the quickest kind of handler that it has. */
public final class EchoStream implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream event, OutputStream result, Context context) throws IOException {
        event.transferTo(result);
    }
}
