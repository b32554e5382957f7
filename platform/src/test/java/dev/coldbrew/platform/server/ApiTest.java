package dev.coldbrew.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.platform.Await;
import dev.coldbrew.platform.Bootstraps;
import dev.coldbrew.platform.LocalLambda;
import dev.coldbrew.platform.Zips;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The answers of the API, byte by byte, without an SDK in between. */
class ApiTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";
    private static final byte[] ECHO = Bootstraps.echo();

    @TempDir
    static Path folder;

    private static LocalLambda lambda;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        lambda = LocalLambda.builder().dataDirectory(folder).start();
        api = new Api(lambda.endpoint());
        api.createActive("echo", ECHO);
    }

    @AfterAll
    static void stop() {
        lambda.close();
    }

    private static List<String> members(JsonNode json) {
        return new ArrayList<>(json.propertyNames());
    }

    private static String configuration(String name) {
        return Api.FUNCTIONS + "/" + name + "/configuration";
    }

    @Test
    @DisplayName("C-10, C-11: a function's members, exactly those that AWS sends, while Pending and when Active")
    void configurationHasAwsMembers() throws Exception {
        byte[] zip = Zips.bootstrap("x");
        Api.Answer created = api.create(Api.createRequest("shape", zip));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
        JsonNode json = created.json();
        assertThat(members(json))
                .containsExactly(
                        "FunctionName",
                        "FunctionArn",
                        "Runtime",
                        "Role",
                        "Handler",
                        "CodeSize",
                        "Description",
                        "Timeout",
                        "MemorySize",
                        "LastModified",
                        "CodeSha256",
                        "Version",
                        "TracingConfig",
                        "RevisionId",
                        "State",
                        "StateReason",
                        "StateReasonCode",
                        "PackageType",
                        "Architectures",
                        "EphemeralStorage",
                        "SnapStart",
                        "RuntimeVersionConfig",
                        "LoggingConfig");
        assertThat(json.get("FunctionArn").asString()).isEqualTo(ARN + "shape");
        assertThat(json.get("CodeSize").asInt()).isEqualTo(zip.length);
        assertThat(json.get("CodeSha256").asString())
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(zip)));
        assertThat(json.get("LastModified").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
        assertThat(json.get("Timeout").asInt()).isEqualTo(3);
        assertThat(json.get("MemorySize").asInt()).isEqualTo(128);
        assertThat(json.get("Version").asString()).isEqualTo("$LATEST");
        assertThat(json.get("TracingConfig").toString()).isEqualTo("{\"Mode\":\"PassThrough\"}");
        assertThat(json.get("State").asString()).isEqualTo("Pending");
        assertThat(json.get("StateReason").asString()).isEqualTo("The function is being created.");
        assertThat(json.get("StateReasonCode").asString()).isEqualTo("Creating");
        assertThat(json.get("Architectures").toString()).isEqualTo("[\"x86_64\"]");
        assertThat(json.get("EphemeralStorage").toString()).isEqualTo("{\"Size\":512}");
        assertThat(json.get("SnapStart").toString()).isEqualTo("{\"ApplyOn\":\"None\",\"OptimizationStatus\":\"Off\"}");
        assertThat(json.at("/RuntimeVersionConfig/RuntimeVersionArn").asString())
                .matches("arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}");
        assertThat(json.get("LoggingConfig").toString())
                .isEqualTo("{\"LogFormat\":\"Text\",\"LogGroup\":\"/aws/lambda/shape\"}");

        api.awaitUpdated("shape");
        JsonNode active = api.get(configuration("shape")).json();
        assertThat(members(active))
                .doesNotContain("StateReason", "StateReasonCode", "LastUpdateStatusReason", "Environment")
                .contains("State", "LastUpdateStatus");
        assertThat(active.get("State").asString()).isEqualTo("Active");
        assertThat(active.get("RevisionId")).isNotEqualTo(json.get("RevisionId"));
        assertThat(api.send("DELETE", Api.FUNCTIONS + "/shape", "").status()).isEqualTo(204);
    }

    @Test
    @DisplayName("C-10, C-13: settings are kept and shown")
    void showsSettings() throws Exception {
        ObjectNode request = Api.createRequest("full", Zips.bootstrap("x"))
                .put("Description", "ü")
                .put("Timeout", 900)
                .put("MemorySize", 10240);
        request.putArray("Architectures").add("arm64");
        request.putObject("Environment").putObject("Variables").put("B", "2").put("A_KEY", "{}");
        request.putObject("TracingConfig").put("Mode", "Active");
        request.putObject("EphemeralStorage").put("Size", 10240);
        request.putObject("LoggingConfig").put("LogFormat", "JSON").put("SystemLogLevel", "WARN");
        request.putObject("Tags").put("team", "blue");
        request.putObject("VpcConfig").putArray("SubnetIds");
        request.putObject("SnapStart").put("ApplyOn", "None");
        request.put("Nonsense", "is ignored");
        ((ObjectNode) request.get("Environment").get("Variables")).remove("B");
        assertThat(api.create(request).status()).isEqualTo(201);
        api.awaitUpdated("full");

        JsonNode json = api.get(Api.FUNCTIONS + "/full").json();
        assertThat(members(json)).containsExactly("Configuration", "Code", "Tags");
        assertThat(json.get("Tags").toString()).isEqualTo("{\"team\":\"blue\"}");
        JsonNode function = json.get("Configuration");
        assertThat(function.get("Description").asString()).isEqualTo("ü");
        assertThat(function.get("Timeout").asInt()).isEqualTo(900);
        assertThat(function.get("Environment").toString()).isEqualTo("{\"Variables\":{\"A_KEY\":\"{}\"}}");
        assertThat(function.get("Architectures").toString()).isEqualTo("[\"arm64\"]");
        assertThat(function.get("LoggingConfig").toString())
                .isEqualTo("{\"LogFormat\":\"JSON\",\"ApplicationLogLevel\":\"INFO\",\"SystemLogLevel\":\"WARN\","
                        + "\"LogGroup\":\"/aws/lambda/full\"}");

        // C-21: only what is supplied changes; Environment is replaced as a whole. C-13: Text drops the levels.
        Api.Answer updated = api.send("PUT", configuration("full"), """
                {"Timeout": 7, "Environment": {"Variables": {"OTHER": "x"}}, "LoggingConfig": {"LogFormat": "Text"}}
                """);
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.json().get("LastUpdateStatus").asString()).isEqualTo("InProgress");
        assertThat(updated.json().get("LastUpdateStatusReason").asString()).isEqualTo("The function is being created.");
        assertThat(updated.json().get("LastUpdateStatusReasonCode").asString()).isEqualTo("Creating");
        api.awaitUpdated("full");
        JsonNode after = api.get(configuration("full")).json();
        assertThat(after.get("Timeout").asInt()).isEqualTo(7);
        assertThat(after.get("MemorySize").asInt()).isEqualTo(10240);
        assertThat(after.get("Environment").toString()).isEqualTo("{\"Variables\":{\"OTHER\":\"x\"}}");
        assertThat(after.get("LoggingConfig").toString())
                .isEqualTo("{\"LogFormat\":\"Text\",\"LogGroup\":\"/aws/lambda/full\"}");
        assertThat(api.send("DELETE", Api.FUNCTIONS + "/full", "").status()).isEqualTo(204);
    }

    @Test
    @DisplayName("C-20, C-23: UpdateFunctionCode dry, stale and real")
    void updatesCode() throws Exception {
        api.createActive("code", Zips.bootstrap("one"));
        JsonNode before = api.get(configuration("code")).json();
        String path = Api.FUNCTIONS + "/code/code";
        ObjectNode request = Api.object().put("ZipFile", Base64.getEncoder().encodeToString(Zips.bootstrap("two")));

        JsonNode dry =
                api.send("PUT", path, request.put("DryRun", true).toString()).json();
        assertThat(dry.get("CodeSha256")).isNotEqualTo(before.get("CodeSha256"));
        assertThat(dry.get("LastUpdateStatus").asString()).isEqualTo("Successful");
        assertThat(api.get(configuration("code")).json()).isEqualTo(before);

        request.put("DryRun", false).put("RevisionId", "stale");
        Api.Answer stale = api.send("PUT", path, request.toString());
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text())
                .isEqualTo(
                        "{\"Type\":\"User\",\"message\":\"The Revision Id provided does not match the latest Revision"
                                + " Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id\"}");

        request.set("RevisionId", before.get("RevisionId"));
        JsonNode updating = api.send("PUT", path, request.toString()).json();
        assertThat(updating.get("State").asString()).isEqualTo("Active");
        assertThat(updating.get("LastUpdateStatus").asString()).isEqualTo("InProgress");
        assertThat(updating.get("CodeSha256")).isEqualTo(dry.get("CodeSha256"));
        api.awaitUpdated("code");
        assertThat(api.send("DELETE", Api.FUNCTIONS + "/code", "").status()).isEqualTo(204);
    }

    @Test
    @DisplayName("C-26: Code.Location downloads the zip, byte for byte, and nothing else")
    void downloadsCode() throws Exception {
        JsonNode code = api.get(Api.FUNCTIONS + "/echo").json().get("Code");
        assertThat(code.get("RepositoryType").asString()).isEqualTo("S3");
        URI location = URI.create(code.get("Location").asString());
        assertThat(location.toString()).startsWith(lambda.endpoint().toString());

        Api.Answer zip = api.get(location.getPath());
        assertThat(zip.status()).isEqualTo(200);
        assertThat(zip.body()).isEqualTo(ECHO);
        for (String other : List.of("0".repeat(64), "..%2Fcoldbrew.db", "..%2F..%2Fetc%2Fpasswd", "x")) {
            assertThat(api.get("/_coldbrew/code/" + other + ".zip").status())
                    .as(other)
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("I-03: an invocation's headers")
    void invokes() throws Exception {
        Api.Answer plain = api.invoke("echo", "{\"a\": 1}");
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.text()).as("R-11: byte for byte").isEqualTo("{\"a\": 1}");
        assertThat(plain.header("X-Amz-Executed-Version")).isEqualTo("$LATEST");
        assertThat(plain.header("X-Amzn-Trace-Id"))
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
        assertThat(plain.header("X-Amz-Log-Result")).isNull();
        assertThat(plain.header("X-Amz-Function-Error")).isNull();

        Api.Answer tail = api.invoke("echo", "7", "X-Amz-Log-Type", "Tail");
        String log = new String(Base64.getDecoder().decode(tail.header("X-Amz-Log-Result")), StandardCharsets.UTF_8);
        String id = tail.header("x-amzn-RequestId");
        assertThat(id).as("I-11").matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(log)
                .as("G-10")
                .startsWith("START RequestId: " + id + " Version: $LATEST\n")
                .contains("got 7\n", "END RequestId: " + id + "\n", "REPORT RequestId: " + id + "\t");
    }

    @Test
    @DisplayName("I-04: no payload reaches the function as {}")
    void invokesWithoutPayload() throws Exception {
        assertThat(api.invoke("echo", "").text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"text\"", "-1.5e3", "[]", " {\"a\":[{}]} ", "\"ü\""})
    @DisplayName("I-04: a payload is any JSON value")
    void invokesWithAnyJson(String payload) throws Exception {
        assertThat(api.invoke("echo", payload).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", " ", "{\"a\":}", "'a'", "01", "\"\\q\"", "[1,]"})
    @DisplayName("I-04: anything else is no payload")
    void refusesWhatIsNoJson(String payload) throws Exception {
        Api.Answer answer = api.invoke("echo", payload);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorType()).isEqualTo("InvalidRequestContentException");
        assertThat(members(answer.json())).containsExactly("Type", "message");
    }

    @Test
    void refusesInvalidUtf8() throws Exception {
        byte[] invalid = {'"', (byte) 0xc3, '"'};
        assertThat(api.send("POST", Api.FUNCTIONS + "/echo/invocations", invalid)
                        .errorType())
                .isEqualTo("InvalidRequestContentException");
    }

    @Test
    @DisplayName("R-10, I-02: the function sees ARN as invoked, client context and trace")
    void passesTheContextOn() throws Exception {
        api.createActive(
                "context",
                Bootstraps.shell("result=$(printf '{\"arn\":\"%s\",\"context\":%s,\"trace\":\"%s\",\"id\":\"%s\"}'"
                        + " \"$arn\" \"${context:-null}\" \"$trace\" \"$id\")"));
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        String context =
                Base64.getEncoder().encodeToString("{\"custom\":\n {\"k\":\"ü\"}}".getBytes(StandardCharsets.UTF_8));

        Api.Answer answer = api.invoke("context", "{}", "X-Amzn-Trace-Id", trace, "X-Amz-Client-Context", context);
        JsonNode json = answer.json();
        assertThat(json.get("arn").asString()).isEqualTo(ARN + "context");
        assertThat(json.get("context").toString()).isEqualTo("{\"custom\":{\"k\":\"ü\"}}");
        assertThat(json.get("trace").asString()).isEqualTo(trace);
        assertThat(json.get("id").asString()).isEqualTo(answer.header("x-amzn-RequestId"));
        assertThat(answer.header("X-Amzn-Trace-Id")).isEqualTo(trace);

        assertThat(api.invoke("context:$LATEST", "{}").json().get("arn").asString())
                .isEqualTo(ARN + "context:$LATEST");
        assertThat(api.invoke("context?Qualifier=$LATEST", "{}").status()).isEqualTo(404);
        assertThat(api.send("POST", Api.FUNCTIONS + "/context/invocations?Qualifier=$LATEST", "{}")
                        .json()
                        .get("arn")
                        .asString())
                .isEqualTo(ARN + "context:$LATEST");
    }

    @Test
    @DisplayName("I-06: a failing function is a 200 with X-Amz-Function-Error")
    void showsFunctionErrors() throws Exception {
        api.createActive("exits", Bootstraps.shell("exit 3"));
        Api.Answer answer = api.invoke("exits", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        assertThat(answer.text())
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                        + answer.header("x-amzn-RequestId") + " Error: Runtime exited with error: exit status 3\"}");
    }

    @Test
    @DisplayName("I-08: a dry run is a 204 without anything")
    void dryRuns() throws Exception {
        Api.Answer answer = api.invoke("echo", "{}", "X-Amz-Invocation-Type", "DryRun");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("X-Amz-Executed-Version")).isNull();
        assertThat(answer.header("x-amzn-RequestId")).isNotNull();
        assertThat(api.invoke("nope", "{}", "X-Amz-Invocation-Type", "DryRun").status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("I-05, Q-06: 6 MB of payload, and not a byte more")
    void limitsPayloads() throws Exception {
        api.createActive("length", Bootstraps.shell("result=${#event}"));
        byte[] payload = "x".repeat(6_291_456).getBytes(StandardCharsets.US_ASCII);
        payload[0] = '"';
        payload[payload.length - 1] = '"';
        assertThat(api.send("POST", Api.FUNCTIONS + "/length/invocations", payload)
                        .text())
                .isEqualTo("6291456");

        byte[] tooLarge = java.util.Arrays.copyOf(payload, payload.length + 1);
        tooLarge[payload.length] = ' ';
        Api.Answer answer = api.send("POST", Api.FUNCTIONS + "/length/invocations", tooLarge);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.errorType()).isEqualTo("RequestTooLargeException");
        assertThat(answer.message())
                .isEqualTo("6291457 byte payload is too large for the RequestResponse invocation type"
                        + " (limit 6291456 bytes)");
    }

    @Test
    @DisplayName("V-02, Q-11: a request with more code than AWS takes, and a zip over 50 MB")
    void limitsUploads() throws Exception {
        Api.Answer request = api.send("POST", Api.FUNCTIONS, new byte[CodeBody.MAX_REQUEST_BYTES + 1]);
        assertThat(request.status()).isEqualTo(413);
        assertThat(request.errorType()).isEqualTo("RequestEntityTooLargeException");
        assertThat(request.message())
                .isEqualTo("Request must be smaller than 70167211 bytes for the CreateFunction operation");

        Api.Answer zip = api.create(Api.createRequest("large", new byte[52_428_801]));
        assertThat(zip.status()).isEqualTo(413);
        assertThat(zip.message()).isEqualTo("Zipped size must be smaller than 52428800 bytes");
    }

    @Test
    @DisplayName("I-20: Message for ResourceNotFound, message for others, no Type for ValidationException")
    void errorsHaveAwsCase() throws Exception {
        assertThat(members(api.get(Api.FUNCTIONS + "/nope").json())).containsExactly("Type", "Message");
        assertThat(members(api.get(Api.FUNCTIONS + "/a%20b").json())).containsExactly("message");
        Api.Answer conflict = api.create(Api.createRequest("echo", ECHO));
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.text()).isEqualTo("{\"Type\":\"User\",\"message\":\"Function already exist: echo\"}");
        assertThat(conflict.header("x-amzn-RequestId")).isNotNull();
    }

    @Test
    @DisplayName("V-07: what is no JSON object is a SerializationException")
    void refusesBrokenBodies() throws Exception {
        for (String body : List.of("{", "[]", "null", "1", "{\"Code\":{\"ZipFile\":\"%%%\"}}")) {
            Api.Answer answer = api.send("POST", Api.FUNCTIONS, body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.errorType()).as(body).isEqualTo("SerializationException");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo",
                "echo:$LATEST",
                "000000000000:echo",
                "function:echo",
                "arn:aws:lambda:us-east-1:000000000000:function:echo",
                "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Aecho%3A%24LATEST"
            })
    @DisplayName("I-01: a function by name, partial ARN and ARN, encoded or not")
    void findsByAnyName(String name) throws Exception {
        assertThat(api.get(Api.FUNCTIONS + "/" + name).status()).isEqualTo(200);
        assertThat(api.get(Api.FUNCTIONS + "/" + name + "/").status())
                .as("trailing slash")
                .isEqualTo(200);
        assertThat(api.invoke(name, "1").text()).isEqualTo("1");
    }

    @Test
    @DisplayName("C-26: the qualifier appears in the ARN")
    void qualifiesArns() throws Exception {
        assertThat(api.get(configuration("echo")).json().get("FunctionArn").asString())
                .isEqualTo(ARN + "echo");
        assertThat(api.get(configuration("echo:$LATEST"))
                        .json()
                        .get("FunctionArn")
                        .asString())
                .isEqualTo(ARN + "echo:$LATEST");
    }

    @Test
    @DisplayName("C-27: ListFunctions in pages, items without state")
    void lists() throws Exception {
        try (LocalLambda other = LocalLambda.builder().start()) {
            Api list = new Api(other.endpoint());
            assertThat(list.get(Api.FUNCTIONS + "/").text()).isEqualTo("{\"Functions\":[]}");
            byte[] zip = Zips.bootstrap("x");
            Set<String> names = new HashSet<>();
            for (int i = 0; i < 53; i++) {
                names.add("f" + i);
                assertThat(list.create(Api.createRequest("f" + i, zip)).status())
                        .isEqualTo(201);
            }
            Set<String> seen = new HashSet<>();
            List<Integer> sizes = new ArrayList<>();
            String marker = "";
            do {
                JsonNode page =
                        list.get(Api.FUNCTIONS + "?MaxItems=10000" + marker).json();
                page.get("Functions")
                        .forEach(item -> seen.add(item.get("FunctionName").asString()));
                sizes.add(page.get("Functions").size());
                marker = page.has("NextMarker")
                        ? "&Marker=" + page.get("NextMarker").asString()
                        : "";
            } while (!marker.isEmpty());
            assertThat(sizes).as("at most 50 a page").containsExactly(50, 3);
            assertThat(seen).isEqualTo(names);

            JsonNode all =
                    list.get(Api.FUNCTIONS + "?MaxItems=1&FunctionVersion=ALL").json();
            assertThat(members(all.at("/Functions/0")))
                    .doesNotContain("State", "StateReason", "LastUpdateStatus", "RuntimeVersionConfig")
                    .contains("RevisionId", "LoggingConfig");
            assertThat(all.at("/Functions/0/FunctionArn").asString()).isEqualTo(ARN + "f0:$LATEST");
        }
    }

    static Stream<String> unsupported() {
        Set<String> here = Set.of(
                "CreateFunction",
                "GetFunction",
                "GetFunctionConfiguration",
                "ListFunctions",
                "UpdateFunctionCode",
                "UpdateFunctionConfiguration",
                "DeleteFunction",
                "Invoke");
        return Routes.operations().filter(operation -> !here.contains(operation));
    }

    @Test
    @DisplayName("6.1: the table has all 88 operations of the model")
    void knowsAllOperations() {
        assertThat(Routes.operations()).hasSize(88).doesNotHaveDuplicates();
        assertThat(unsupported()).hasSize(80);
    }

    @ParameterizedTest
    @CsvSource({
        "PublishVersion, POST, /2015-03-31/functions/echo/versions",
        "ListAliases, GET, /2015-03-31/functions/echo/aliases/",
        "GetLayerVersionByArn, GET, /2018-10-31/layers?find=LayerVersion&Arn=x",
        "ListLayers, GET, /2018-10-31/layers",
        "ListProvisionedConcurrencyConfigs, GET, /2019-09-30/functions/echo/provisioned-concurrency?List=ALL",
        "GetProvisionedConcurrencyConfig, GET, /2019-09-30/functions/echo/provisioned-concurrency?Qualifier=1",
        "ListTags, GET, /2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Aecho",
        "GetDurableExecution, GET, /2025-12-01/durable-executions/arn%3Aaws%3Alambda%3Ax%2Fdurable-execution%2Fa%2Fb",
        "GetAccountSettings, GET, /2016-08-19/account-settings/"
    })
    @DisplayName("6.1: an operation that is missing here says so, and is no 404")
    void saysWhatIsMissing(String operation, String method, String path) throws Exception {
        Api.Answer answer = api.send(method, path, "");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.errorType()).isEqualTo("UnsupportedOperationException");
        assertThat(answer.message()).startsWith(operation + " is not supported by the local Lambda yet");
    }

    @Test
    void knowsNoOtherPaths() throws Exception {
        assertThat(api.get("/").status()).isEqualTo(404);
        assertThat(api.send("PATCH", Api.FUNCTIONS, "").errorType()).isEqualTo("UnknownOperationException");
    }

    @ParameterizedTest
    @CsvSource({
        "attacker.example, , 403",
        "attacker.example:80, , 403",
        "localhost.attacker.example, , 403",
        "127.0.0.1.attacker.example, , 403",
        "localhost, , 200",
        "LOCALHOST:9070, , 200",
        "127.0.0.1:1, , 200",
        "x.localhost, , 200",
        "[::1]:9070, , 200",
        "localhost, https://attacker.example, 403",
        "localhost, null, 403",
        "localhost, http://localhost:3000, 200"
    })
    @DisplayName("A page of another host reaches nothing, whether by DNS rebinding or by posting here")
    void answersLoopbackHostsOnly(String host, String origin, int status) throws Exception {
        String request = "GET " + Api.FUNCTIONS + " HTTP/1.1\r\nHost: " + host + "\r\n"
                + (origin == null ? "" : "Origin: " + origin + "\r\n") + "Connection: close\r\n\r\n";

        assertThat(raw(request)).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?Qualifier=%zz", "?Qualifier=%C3%28", "/%zz", "/a%C3%28", "/%00"})
    void refusesBadEncoding(String path) throws Exception {
        String answer =
                raw("GET " + Api.FUNCTIONS + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("x-amzn-RequestId: ", "\"message\":");
    }

    @Test
    void refusesHugeHeaders() throws Exception {
        String request = "GET " + Api.FUNCTIONS + " HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(70_000)
                + "\r\nConnection: close\r\n\r\n";

        assertThat(raw(request))
                .startsWith("HTTP/1.1 431 ")
                .endsWith("{\"message\":\"Request Header Fields Too Large\"}")
                .contains("x-amzn-RequestId: ");
    }

    @Test
    void aClientThatLeavesInTheMiddleOfARequestHarmsNobody() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), lambda.endpoint().getPort())) {
            socket.getOutputStream()
                    .write(("POST " + Api.FUNCTIONS + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        Await.until("served", () -> {
            try {
                return api.get(Api.FUNCTIONS).status() == 200;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), lambda.endpoint().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
