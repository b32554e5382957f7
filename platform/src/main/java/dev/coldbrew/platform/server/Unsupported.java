package dev.coldbrew.platform.server;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Members of AWS's requests that the local Lambda can't honour yet. Ignoring one would let a function run other than its
 * user believes, so one that asks for anything is refused; other members that nobody knows are ignored, as AWS does
 * (V-07).
 */
final class Unsupported {
    private static final Set<String> MEMBERS = Set.of(
            "CapacityProviderConfig",
            "CodeSigningConfigArn",
            "DeadLetterConfig",
            "DurableConfig",
            "FileSystemConfigs",
            "ImageConfig",
            "ImageUri",
            "KMSKeyArn",
            "Layers",
            "Publish",
            "PublishTo",
            "S3Bucket",
            "S3Key",
            "S3ObjectStorageMode",
            "S3ObjectVersion",
            "SnapStart",
            "SourceKMSKeyArn",
            "TenancyConfig",
            "VpcConfig");

    private static final Set<String> CODE_ELSEWHERE = Set.of("ImageUri", "S3Bucket", "S3Key");

    private Unsupported() {}

    /**
     * Refuses members that ask for something.
     *
     * @param members those that an operation doesn't read itself; may be null
     * @throws LambdaException InvalidParameterValueException that names the member
     */
    static void reject(Map<String, JsonNode> members) {
        if (members == null) {
            return;
        }
        members.keySet().stream()
                .sorted()
                .filter(member -> MEMBERS.contains(member) && asksForSomething(members.get(member)))
                .findFirst()
                .ifPresent(member -> {
                    throw LambdaException.invalidParameterValue(member + " is not supported by the local Lambda"
                            + (CODE_ELSEWHERE.contains(member)
                                    ? ": upload the code itself as ZipFile."
                                    : " yet; leave it out."));
                });
    }

    /** Not so for what says no: null, false, empty, {@code {"ApplyOn":"None"}}, and lists and objects of such. */
    private static boolean asksForSomething(JsonNode value) {
        if (value.isContainer()) {
            return value.valueStream().anyMatch(Unsupported::asksForSomething);
        }
        String text = value.asString("");
        return !value.isNull() && !text.isEmpty() && !text.equals("None") && !text.equals("false");
    }
}
