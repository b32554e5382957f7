package dev.coldbrew.runtime.api;

import dev.coldbrew.runtime.json.JsonText;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A throwable as the Runtime API wants it: the error object that the invoker sees (J-04), the error type for metrics
 * and X-Ray's cause.
 */
public final class ErrorReport {
    /** The platform keeps 64 KiB of the X-Ray cause. */
    private static final int MAX_XRAY_CAUSE = 64 * 1024;

    private static final int MAX_CAUSES = 16;

    private final Throwable error;
    private final String errorType;
    private final String frameworkPrefix;

    private ErrorReport(Throwable error, String errorType, String frameworkPrefix) {
        this.error = error;
        this.errorType = errorType;
        this.frameworkPrefix = frameworkPrefix;
    }

    /**
     * A failure of the handler.
     *
     * @param frameworkPrefix stack traces end before the first frame of a class whose name starts so (J-04)
     */
    public static ErrorReport ofInvocation(Throwable error, String frameworkPrefix) {
        Throwable real = unwrapped(error);
        return new ErrorReport(real, "Function." + lettersOnly(real.getClass()), frameworkPrefix);
    }

    /** A failure of the initialisation (J-05). */
    public static ErrorReport ofInit(Throwable error, String frameworkPrefix) {
        return new ErrorReport(unwrapped(error), "Runtime.BadFunctionCode", frameworkPrefix);
    }

    /** The failure itself, without the wrapper that reflection puts around it. */
    public Throwable error() {
        return error;
    }

    /** {@code Function.<SimpleName>} or {@code Runtime.BadFunctionCode}, in the form that R-31 keeps. */
    public String errorType() {
        return errorType;
    }

    /** {@code {"errorMessage","errorType","stackTrace","cause"}}; {@code cause} is the same again, where there is one. */
    public byte[] body() {
        JsonText json = JsonText.unicode().beginObject();
        writeMembers(json);
        return json.endObject().toString().getBytes(StandardCharsets.UTF_8);
    }

    /** X-Ray's document of the whole chain of causes, in ASCII. */
    public String xrayCause() {
        String whole = xrayCause(true);
        return whole.length() <= MAX_XRAY_CAUSE ? whole : xrayCause(false);
    }

    /** The class name of {@code error}, as the error object tells it. */
    public static String typeOf(Throwable error) {
        return error.getClass().getName();
    }

    /** The message as J-04 has it: localised, or the class name where there is none. Never throws. */
    public static String messageOf(Throwable error) {
        try {
            String message = error.getLocalizedMessage();
            return message == null ? typeOf(error) : message;
        } catch (RuntimeException e) {
            return "(getLocalizedMessage() failed: " + e.getClass().getName() + ")";
        }
    }

    /** The frames of {@code error} that are the user's to read. */
    public List<StackTraceElement> frames(Throwable error) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (StackTraceElement frame : error.getStackTrace()) {
            if (frame.getClassName().startsWith(frameworkPrefix)) {
                break;
            }
            frames.add(frame);
        }
        return frames;
    }

    /** {@code pkg.Class.method(File.java:8)}: without the module and loader that StackTraceElement prints. */
    public static String print(StackTraceElement frame) {
        String file = frame.getFileName();
        String place = frame.isNativeMethod()
                ? "Native Method"
                : file == null
                        ? "Unknown Source"
                        : frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
        return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
    }

    /** Writes the members of the error object into an object that is open already. */
    public void writeMembers(JsonText json) {
        writeMembers(json, error, 0);
    }

    private void writeMembers(JsonText json, Throwable throwable, int depth) {
        json.name("errorMessage").string(messageOf(throwable));
        json.name("errorType").string(typeOf(throwable));
        json.name("stackTrace").beginArray();
        for (StackTraceElement frame : frames(throwable)) {
            json.string(print(frame));
        }
        json.endArray();
        Throwable cause = throwable.getCause();
        // A chain may be a circle.
        if (cause != null && depth < MAX_CAUSES) {
            json.name("cause").beginObject();
            writeMembers(json, cause, depth + 1);
            json.endObject();
        }
    }

    private String xrayCause(boolean withStacks) {
        JsonText json = JsonText.ascii().beginObject();
        json.name("working_directory").string(System.getProperty("user.dir"));
        json.name("exceptions").beginArray();
        int count = 0;
        for (Throwable t = error; t != null && count <= MAX_CAUSES; t = t.getCause(), count++) {
            String message = messageOf(t);
            json.beginObject();
            json.name("message").string(withStacks ? message : message.substring(0, Math.min(message.length(), 256)));
            json.name("type").string(typeOf(t));
            json.name("stack").beginArray();
            for (StackTraceElement frame : withStacks ? frames(t) : List.<StackTraceElement>of()) {
                json.beginObject();
                json.name("label").string(frame.getClassName() + "." + frame.getMethodName());
                json.name("path").string(frame.getFileName());
                json.name("line").number(frame.getLineNumber());
                json.endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
        json.name("paths").beginArray().endArray();
        return json.endObject().toString();
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof InvocationTargetException && error.getCause() != null ? error.getCause() : error;
    }

    /** R-31 keeps {@code Function.[A-Z][a-zA-Z]+} and turns anything else into Function.Unknown. */
    private static String lettersOnly(Class<?> type) {
        String name = type.getSimpleName();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                letters.append(letters.isEmpty() ? Character.toUpperCase(c) : c);
            }
        }
        return letters.length() < 2 ? "Unknown" : letters.toString();
    }
}
