package dev.coldbrew.platform.server;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The member Code of CreateFunction, and the request of UpdateFunctionCode, which has more. Absent members are null.
 *
 * @param zipFile the zip; Base64 in JSON
 * @param others all further members, among them those that are refused
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record CodeBody(
        byte[] zipFile,
        List<String> architectures,
        String revisionId,
        boolean dryRun,
        @JsonAnySetter Map<String, JsonNode> others) {
    /** The most that a request with code may have. */
    static final int MAX_REQUEST_BYTES = 70_167_211;

    private static final List<String> ARCHITECTURES = List.of("x86_64", "arm64");

    /** Adds the constraints of the member Architectures. */
    static void constrainArchitectures(Constraints constraints, List<String> architectures) {
        constraints.items("architectures", architectures, 1, ARCHITECTURES);
    }

    /**
     * The zip.
     *
     * @throws LambdaException InvalidParameterValueException if the code is elsewhere or nowhere
     */
    byte[] zip() {
        Unsupported.reject(others);
        if (zipFile == null) {
            throw LambdaException.invalidParameterValue("Please provide a source for function code.");
        }
        return zipFile;
    }
}
