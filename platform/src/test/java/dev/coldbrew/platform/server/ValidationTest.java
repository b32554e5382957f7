package dev.coldbrew.platform.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.coldbrew.platform.LocalLambda;
import dev.coldbrew.platform.Zips;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** The texts of 6.6 and others that users meet, byte for byte. */
class ValidationTest {
    private static final String V = "ValidationException";
    private static final String P = "InvalidParameterValueException";
    private static final String STRICT_NAME = "(arn:(aws[a-zA-Z-]*)?:lambda:)?"
            + "([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
            + "([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";
    private static final String NAMESPACED_NAME = "(arn:(aws[a-zA-Z-]*)?:lambda:)?"
            + "([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
            + "([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

    @TempDir
    static Path folder;

    private static LocalLambda lambda;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        lambda = LocalLambda.builder().dataDirectory(folder).start();
        api = new Api(lambda.endpoint());
        api.createActive("there", Zips.bootstrap("x"));
    }

    @AfterAll
    static void stop() throws IOException {
        lambda.close();
    }

    static Stream<Arguments> creations() {
        return Stream.of(
                create(
                        r -> r.put("MemorySize", 127),
                        V,
                        one("'127' at 'memorySize'", "have value greater than or equal to 128")),
                create(
                        r -> r.put("MemorySize", 10241),
                        V,
                        one("'10241' at 'memorySize'", "have value less than or equal to 10240")),
                create(r -> r.put("Timeout", 0), V, one("'0' at 'timeout'", "have value greater than or equal to 1")),
                create(
                        r -> r.put("Timeout", 901),
                        V,
                        one("'901' at 'timeout'", "have value less than or equal to 900")),
                create(
                        r -> r.put("Role", "me"),
                        V,
                        one(
                                "'me' at 'role'",
                                "satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+")),
                create(
                        r -> r.put("Handler", "a b"),
                        V,
                        one("'a b' at 'handler'", "satisfy regular expression pattern: [^\\s]+")),
                create(
                        r -> r.put("Handler", "h".repeat(129)),
                        V,
                        one("'" + "h".repeat(129) + "' at 'handler'", "have length less than or equal to 128")),
                create(
                        r -> r.put("Description", "d".repeat(257)),
                        V,
                        one("'" + "d".repeat(257) + "' at 'description'", "have length less than or equal to 256")),
                create(
                        r -> r.put("FunctionName", "a b"),
                        V,
                        one("'a b' at 'functionName'", "satisfy regular expression pattern: " + STRICT_NAME)),
                create(
                        r -> r.put("FunctionName", "n".repeat(141)),
                        V,
                        one("'" + "n".repeat(141) + "' at 'functionName'", "have length less than or equal to 140")),
                create(
                        r -> r.put("FunctionName", "n".repeat(65)),
                        P,
                        one("'" + "n".repeat(65) + "' at 'functionName'", "have length less than or equal to 64")),
                create(
                        r -> r.remove("Role"),
                        V,
                        "1 validation error detected: Value null at 'role' failed to satisfy constraint: Member must not be null"),
                create(
                        r -> r.put("MemorySize", 1).put("Timeout", 0),
                        V,
                        "2 validation errors detected: Value '0' at 'timeout' failed to satisfy constraint: Member must"
                                + " have value greater than or equal to 1; Value '1' at 'memorySize' failed to satisfy"
                                + " constraint: Member must have value greater than or equal to 128"),
                create(
                        r -> r.putArray("Architectures").add("mips"),
                        V,
                        one(
                                "'[mips]' at 'architectures'",
                                "satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]")),
                create(
                        r -> r.putArray("Architectures").add("x86_64").add("arm64"),
                        V,
                        one("'[x86_64, arm64]' at 'architectures'", "have length less than or equal to 1")),
                create(
                        r -> r.put("PackageType", "Tar"),
                        V,
                        one("'Tar' at 'packageType'", "satisfy enum value set: [Zip, Image]")),
                create(
                        r -> r.putObject("EphemeralStorage").put("Size", 511),
                        V,
                        one("'511' at 'ephemeralStorage.size'", "have value greater than or equal to 512")),
                create(
                        r -> r.putObject("TracingConfig").put("Mode", "on"),
                        V,
                        one("'on' at 'tracingConfig.mode'", "satisfy enum value set: [Active, PassThrough]")),
                create(
                        r -> r.putObject("LoggingConfig").put("LogFormat", "XML"),
                        V,
                        one("'XML' at 'loggingConfig.logFormat'", "satisfy enum value set: [JSON, Text]")),
                create(
                        r -> r.put("Runtime", "cobol"),
                        P,
                        "Value cobol at 'runtime' failed to satisfy constraint: Member must satisfy enum value set:"
                                + " [nodejs20.x, nodejs22.x, nodejs24.x, nodejs26.x, python3.10, python3.11,"
                                + " python3.12, python3.13, python3.14, python3.15, java8.al2, java8.al2023, java11,"
                                + " java11.al2023, java17, java17.al2023, java21, java25, dotnet8, dotnet10, ruby3.3,"
                                + " ruby3.4, ruby4.0, provided.al2, provided.al2023] or be a valid ARN"),
                create(
                        r -> r.put("Runtime", "go1.x"),
                        P,
                        "The runtime parameter of go1.x is no longer supported for creating or updating AWS Lambda"
                                + " functions. We recommend you use a supported runtime while creating or updating functions."),
                create(
                        r -> r.put("Runtime", "java25"),
                        P,
                        "The managed runtime java25 is not supported by the local Lambda: package the function with a"
                                + " bootstrap and use provided.al2023."),
                create(
                        r -> r.remove("Handler"),
                        P,
                        "Runtime and Handler are mandatory parameters for functions created with deployment packages."),
                create(
                        r -> variables(r)
                                .put("AWS_REGION", "x")
                                .put("OK_KEY", "y")
                                .put("_HANDLER", "z"),
                        P,
                        "Lambda was unable to configure your environment variables because the environment variables"
                                + " you have provided contains reserved keys that are currently not supported for"
                                + " modification. Reserved keys used in this request: AWS_REGION, _HANDLER"),
                create(
                        r -> variables(r).put("not-a-key", "secret"),
                        V,
                        "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint:"
                                + " Map keys must satisfy constraint: [Member must satisfy regular expression pattern:"
                                + " [a-zA-Z]([a-zA-Z0-9_])+]"),
                create(
                        r -> variables(r).put("KEY", "v".repeat(4087)),
                        P,
                        "Lambda was unable to configure your environment variables because the environment variables"
                                + " you have provided exceeded the 4KB limit. String measured: {\"KEY\":\""
                                + "v".repeat(4087) + "\"}"),
                create(
                        r -> r.putObject("Code").put("ZipFile", "bm8gemlw"),
                        P,
                        "Could not unzip uploaded file. Please check your file, then try to upload again."),
                create(r -> r.putObject("Code"), P, "Please provide a source for function code."),
                create(
                        r -> r.putObject("Code").put("S3Bucket", "b").put("S3Key", "k"),
                        P,
                        "S3Bucket is not supported by the local Lambda: upload the code itself as ZipFile."),
                create(
                        r -> r.putArray("Layers").add("arn:aws:lambda:us-east-1:000000000000:layer:l:1"),
                        P,
                        "Layers is not supported by the local Lambda yet; leave it out."),
                create(
                        r -> r.put("Publish", true),
                        P,
                        "Publish is not supported by the local Lambda yet; leave it out."),
                create(
                        r -> r.put("FunctionName", "there"),
                        "ResourceConflictException",
                        "Function already exist: there"),
                create(
                        r -> r.put("FunctionName", "arn:aws:lambda:eu-west-1:000000000000:function:f"),
                        "ResourceNotFoundException",
                        "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')"),
                create(
                        r -> r.put("MemorySize", "128"),
                        "SerializationException",
                        "A member of the request has the wrong type: MemorySize."),
                create(
                        r -> variables(r).put("KEY", 1),
                        "SerializationException",
                        "A member of the request has the wrong type: Environment.Variables.KEY."));
    }

    private static ObjectNode variables(ObjectNode request) {
        ObjectNode environment = (ObjectNode) request.get("Environment");
        return (ObjectNode)
                (environment == null
                        ? request.putObject("Environment").putObject("Variables")
                        : environment.get("Variables"));
    }

    private static String one(String value, String must) {
        return "1 validation error detected: Value " + value + " failed to satisfy constraint: Member must " + must;
    }

    private static Arguments create(Consumer<ObjectNode> change, String error, String message) {
        ObjectNode request = Api.createRequest("new", Zips.bootstrap("x"));
        change.accept(request);
        return arguments(request, error, message);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("creations")
    @DisplayName("V-01..V-07, C-02, C-16, C-17, E-04, E-05: CreateFunction refuses")
    void createRefuses(ObjectNode request, String error, String message) throws Exception {
        Api.Answer answer = api.create(request);

        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.errorType()).isEqualTo(error);
        assertThat(api.get(Api.FUNCTIONS).json().get("Functions").size())
                .as("nothing was created")
                .isEqualTo(1);
    }

    static Stream<Arguments> references() {
        String arn = "arn:aws:lambda:us-east-1:000000000000:function:";
        return Stream.of(
                arguments("GET /nope", 404, "ResourceNotFoundException", "Function not found: " + arn + "nope"),
                arguments(
                        "GET /nope?Qualifier=1",
                        404,
                        "ResourceNotFoundException",
                        "Function not found: " + arn + "nope:1"),
                arguments("GET /there:1", 404, "ResourceNotFoundException", "Function not found: " + arn + "there:1"),
                arguments(
                        "GET /" + "n".repeat(65),
                        404,
                        "ResourceNotFoundException",
                        "Function not found: " + arn + "n".repeat(65)),
                arguments("DELETE /nope", 404, "ResourceNotFoundException", "Function not found: " + arn + "nope"),
                arguments(
                        "DELETE /there?Qualifier=$LATEST",
                        400,
                        P,
                        "$LATEST version cannot be deleted without deleting the function."),
                arguments(
                        "POST /nope/invocations",
                        404,
                        "ResourceNotFoundException",
                        "Function not found: " + arn + "nope:$LATEST"),
                arguments(
                        "POST /there/invocations?Qualifier=prod",
                        404,
                        "ResourceNotFoundException",
                        "Function not found: " + arn + "there:prod"),
                arguments(
                        "GET /there:1?Qualifier=2",
                        400,
                        P,
                        "The derived qualifier from the function name does not match the specified qualifier."),
                arguments(
                        "GET /a%20b",
                        400,
                        V,
                        one("'a b' at 'functionName'", "satisfy regular expression pattern: " + NAMESPACED_NAME)),
                arguments(
                        "PUT /a%20b/code",
                        400, V, one("'a b' at 'functionName'", "satisfy regular expression pattern: " + STRICT_NAME)),
                arguments(
                        "GET /a%20b?Qualifier=c%20d",
                        400,
                        V,
                        "2 validation errors detected: Value 'c d' at 'qualifier' failed to satisfy constraint: Member"
                                + " must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+;"
                                + " Value 'a b' at 'functionName' failed to satisfy constraint: Member must satisfy"
                                + " regular expression pattern: " + NAMESPACED_NAME),
                arguments(
                        "GET /arn%3Aaws%3Alambda%3Aeu-west-1%3A000000000000%3Afunction%3Athere",
                        404,
                        "ResourceNotFoundException",
                        "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')"),
                arguments(
                        "GET /111111111111%3Athere",
                        403,
                        "AccessDeniedException",
                        "User: arn:aws:iam::000000000000:root is not authorized to perform: lambda:GetFunction on"
                                + " resource: arn:aws:lambda:us-east-1:111111111111:function:there because no"
                                + " resource-based policy allows the lambda:GetFunction action"),
                arguments(
                        "GET /?MaxItems=0", 400, V, one("'0' at 'maxItems'", "have value greater than or equal to 1")),
                arguments(
                        "GET /?FunctionVersion=some",
                        400,
                        V,
                        one("'some' at 'functionVersion'", "satisfy enum value set: [ALL]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("references")
    @DisplayName("I-23..I-25, C-27, C-28: malformed, foreign and unknown names")
    void referencesAreRefused(String request, int status, String error, String message) throws Exception {
        String[] methodAndPath = request.split(" ", 2);
        Api.Answer answer = api.send(methodAndPath[0], Api.FUNCTIONS + methodAndPath[1], "");

        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorType()).isEqualTo(error);
    }

    static Stream<Arguments> invocations() {
        String json = "Could not parse request body into json: Could not parse payload into json: ";
        String place =
                "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: ";
        return Stream.of(
                arguments(
                        "{",
                        "X",
                        "x",
                        400,
                        json
                                + "Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1])"
                                + place + "2]"),
                arguments(
                        "nope",
                        "X",
                        "x",
                        400,
                        json
                                + "Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
                                + place + "1]"),
                arguments(
                        "{}",
                        "X-Amz-Client-Context",
                        "no base64!",
                        400,
                        "Client context must be a valid Base64-encoded JSON object."),
                arguments(
                        "{}",
                        "X-Amz-Client-Context",
                        "WzFd",
                        400,
                        "Client context must be a valid Base64-encoded JSON object."),
                arguments(
                        "{}",
                        "X-Amz-Client-Context",
                        "e30=".repeat(900),
                        400,
                        "Client context must be no more than 3583 bytes."),
                arguments(
                        "{}",
                        "X-Amz-Invocation-Type",
                        "Later",
                        400,
                        one("'Later' at 'invocationType'", "satisfy enum value set: [Event, RequestResponse, DryRun]")),
                arguments(
                        "{}",
                        "X-Amz-Log-Type",
                        "Head",
                        400,
                        one("'Head' at 'logType'", "satisfy enum value set: [None, Tail]")),
                arguments(
                        "{}",
                        "X-Amz-Invocation-Type",
                        "Event",
                        400,
                        "InvocationType Event is not supported by the local Lambda yet; use RequestResponse."));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("invocations")
    @DisplayName("I-02, I-04: Invoke refuses")
    void invokeRefuses(String payload, String header, String value, int status, String message) throws Exception {
        Api.Answer answer = api.invoke("there", payload, header, value);

        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
    }
}
