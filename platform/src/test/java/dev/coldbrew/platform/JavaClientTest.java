package dev.coldbrew.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** AWS's own Java client, the one inside AWS's managed runtimes, runs unchanged as a function. */
class JavaClientTest {
    /** The client, and what its manifest says it needs. */
    private static final Pattern CLIENT_JAR = Pattern.compile("(aws-lambda-java-|utils-lite-|annotations-2).*\\.jar");

    /** An ordinary handler, as users write it. */
    public static final class Greeting implements RequestHandler<Map<String, String>, Map<String, String>> {
        @Override
        public Map<String, String> handleRequest(Map<String, String> event, Context context) {
            if (event.containsKey("fail")) {
                throw new IllegalArgumentException(event.get("fail"));
            }
            context.getLogger().log("greeting " + event.get("name") + "\n");
            Map<String, String> result = new TreeMap<>();
            result.put("greeting", "Hello, " + event.get("name"));
            result.put("function", context.getFunctionName());
            result.put("memory", Integer.toString(context.getMemoryLimitInMB()));
            result.put("arn", context.getInvokedFunctionArn());
            return result;
        }
    }

    private static byte[] zip() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Zips zip = Zips.zip()
                .file(
                        "bootstrap",
                        0755,
                        "#!/bin/sh\nexec " + java + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                                + " -cp \"$LAMBDA_TASK_ROOT:$LAMBDA_TASK_ROOT/lib/*\""
                                + " com.amazonaws.services.lambda.runtime.api.client.AWSLambda \"$_HANDLER\"\n");
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path jar = Path.of(entry);
            if (CLIENT_JAR.matcher(jar.getFileName().toString()).matches()) {
                zip.file("lib/" + jar.getFileName(), 0644, Files.readAllBytes(jar));
            }
        }
        String classFile = Greeting.class.getName().replace('.', '/') + ".class";
        try (InputStream in = JavaClientTest.class.getClassLoader().getResourceAsStream(classFile)) {
            zip.file(classFile, 0644, in.readAllBytes());
        }
        return zip.bytes();
    }

    @Test
    void runsUnchanged() throws Exception {
        try (LocalLambda lambda = LocalLambda.builder().start();
                LambdaClient client = Sdk.client(lambda)) {
            client.createFunction(Sdk.create("java", zip())
                    .handler(Greeting.class.getName() + "::handleRequest")
                    .memorySize(512)
                    .build());
            try (var waiter = client.waiter()) {
                var _ = waiter.waitUntilFunctionActiveV2(b -> b.functionName("java"));
            }
            for (String name : new String[] {"cold", "warm"}) {
                InvokeResponse response = client.invoke(
                        b -> b.functionName("java").payload(SdkBytes.fromUtf8String("{\"name\":\"" + name + "\"}")));
                assertThat(response.payload().asUtf8String())
                        .isEqualTo("{\"arn\":\"arn:aws:lambda:us-east-1:000000000000:function:java\","
                                + "\"function\":\"java\",\"greeting\":\"Hello, " + name + "\",\"memory\":\"512\"}");
                assertThat(response.functionError()).isNull();
            }
            InvokeResponse failed = client.invoke(
                    b -> b.functionName("java").payload(SdkBytes.fromUtf8String("{\"fail\":\"on purpose\"}")));
            assertThat(failed.functionError()).isEqualTo("Unhandled");
            assertThat(failed.payload().asUtf8String())
                    .contains(
                            "\"errorMessage\":\"on purpose\"", "\"errorType\":\"java.lang.IllegalArgumentException\"");
        }
    }
}
