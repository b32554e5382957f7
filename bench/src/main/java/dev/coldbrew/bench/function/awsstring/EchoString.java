package dev.coldbrew.bench.function.awsstring;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** Answers each event, a JSON string, with itself, on AWS's client. */
public final class EchoString implements RequestHandler<String, String> {

    @Override
    public String handleRequest(String event, Context context) {
        return event;
    }
}
