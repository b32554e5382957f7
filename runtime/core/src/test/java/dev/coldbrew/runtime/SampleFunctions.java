package dev.coldbrew.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The functions that the tests run, chosen by the first argument. */
final class SampleFunctions {
    private static final System.Logger LOG = System.getLogger("sample");

    private SampleFunctions() {}

    static final class OrderRejectedException extends Exception {
        private static final long serialVersionUID = 1L;

        OrderRejectedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public static void main(String[] args) {
        switch (args[0]) {
            case "echo" -> Lambda.run((event, context) -> event);
            case "echo-stream" -> Lambda.run((event, response, context) -> event.transferTo(response));
            case "null" -> Lambda.run((event, context) -> null);
            case "picky" -> Lambda.run(SampleFunctions::picky);
            case "context" -> Lambda.run((event, context) -> text(describe(context)));
            case "thread" -> Lambda.run((event, context) -> text(thread()));
            case "pool" ->
                Lambda.run(
                        SampleFunctions::threads,
                        RuntimeOptions.platformThreads(4).named("orders-"));
            case "virtual" -> Lambda.run(SampleFunctions::threads, RuntimeOptions.virtualThreads());
            case "pool-picky" -> Lambda.run(SampleFunctions::picky, RuntimeOptions.platformThreads(2));
            case "log" -> Lambda.run(SampleFunctions::log);
            case "bad-factory" ->
                Lambda.run(() -> {
                    throw new IllegalStateException("no database");
                });
            case "bad-warm-up" -> Lambda.run(new ColdHandler());
            case "throwing-main" -> throw new IllegalArgumentException("bad configuration");
            default -> throw new IllegalArgumentException("no function " + args[0]);
        }
    }

    private static final class ColdHandler implements Handler {
        @Override
        public byte[] handle(byte[] event, Context context) {
            return event;
        }

        @Override
        public void warmUp() throws Exception {
            throw new OrderRejectedException("can't warm up", null);
        }
    }

    private static byte[] picky(byte[] event, Context context) throws Exception {
        switch (new String(event, StandardCharsets.UTF_8)) {
            case "\"throw\"" ->
                throw new OrderRejectedException("no \"stock\" für 日本\nleft", new IllegalStateException("root"));
            case "\"no-message\"" -> throw new UnsupportedOperationException();
            case "\"assert\"" -> throw new AssertionError("broken");
            case "\"hostile\"" -> throw new HostileException();
            case "\"circle\"" -> throw circle();
            case "\"stack\"" -> picky(event, context);
            case "\"interrupt\"" -> Thread.currentThread().interrupt();
            default -> {}
        }
        return event;
    }

    private static final class HostileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("even this fails");
        }
    }

    private static Exception circle() {
        RuntimeException a = new RuntimeException("a");
        RuntimeException b = new RuntimeException("b", a);
        a.initCause(b);
        return a;
    }

    private static String describe(Context c) {
        return c.requestId() + "|" + c.invocationId().orElse("-") + "|" + c.invokedFunctionArn() + "|"
                + c.traceId().orElse("-") + "|" + System.getProperty("com.amazonaws.xray.traceHeader") + "|"
                + c.clientContext()
                        .map(x -> x.custom().get("k") + x.client().get("app_title"))
                        .orElse("-") + "|"
                + c.identity().map(x -> x.identityId() + x.identityPoolId()).orElse("-") + "|"
                + c.tenantId().orElse("-") + "|" + c.functionName() + "|" + c.memoryLimitMb() + "|"
                + (c.remainingTime().toSeconds() > 50);
    }

    private static String thread() {
        Thread thread = Thread.currentThread();
        return thread.getName() + " " + thread.isVirtual();
    }

    private static byte[] threads(byte[] event, Context context) throws Exception {
        return text(thread() + ", "
                + context.executor().submit(SampleFunctions::thread).get());
    }

    private static byte[] log(byte[] event, Context context) throws Exception {
        LOG.log(System.Logger.Level.DEBUG, "too quiet");
        LOG.log(System.Logger.Level.INFO, "two\nlines");
        LOG.log(System.Logger.Level.WARNING, "{0} left of {1}", 3, "日本");
        LOG.log(System.Logger.Level.ERROR, "caught", new IllegalStateException("x"));
        Thread child = new Thread(() -> LOG.log(System.Logger.Level.INFO, "from a child"));
        child.start();
        child.join();
        return text(Map.of().toString());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
