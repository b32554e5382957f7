package dev.coldbrew.platform.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks the API without an SDK, to see every byte of the answers. */
final class Api {
    static final String FUNCTIONS = "/2015-03-31/functions";

    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    Api(URI endpoint) {
        this.endpoint = endpoint;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, java.net.http.HttpHeaders headers, byte[] body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        String errorType() {
            return header("x-amzn-ErrorType");
        }

        /** Of an error, in whichever case it is. */
        String message() {
            JsonNode json = json();
            return (json.has("Message") ? json.get("Message") : json.get("message")).asString();
        }
    }

    Answer send(String method, String path, byte[] body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    Answer send(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer invoke(String function, String payload, String... headers) throws IOException, InterruptedException {
        return send("POST", FUNCTIONS + "/" + function + "/invocations", payload, headers);
    }

    Answer create(ObjectNode request) throws IOException, InterruptedException {
        return send("POST", FUNCTIONS, request.toString());
    }

    /** Creates a function and waits until it is Active. */
    void createActive(String name, byte[] zip) throws IOException, InterruptedException {
        Answer created = create(createRequest(name, zip));
        if (created.status() != 201) {
            throw new AssertionError(created.text());
        }
        awaitUpdated(name);
    }

    void awaitUpdated(String name) {
        dev.coldbrew.platform.Await.until("Active", () -> {
            try {
                JsonNode json = get(FUNCTIONS + "/" + name + "/configuration").json();
                return json.path("LastUpdateStatus").asString("").equals("Successful");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The least that CreateFunction needs. */
    static ObjectNode createRequest(String name, byte[] zip) {
        ObjectNode json = object().put("FunctionName", name)
                .put("Runtime", "provided.al2023")
                .put("Role", "arn:aws:iam::000000000000:role/r")
                .put("Handler", "bootstrap");
        json.putObject("Code").put("ZipFile", Base64.getEncoder().encodeToString(zip));
        return json;
    }

    static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
