package dev.coldbrew.platform;

/** Functions in shell and curl, which run unchanged on AWS: {@code bootstrap} files as users of other languages write. */
public final class Bootstraps {
    private static final String LOOP = """
            #!/bin/sh
            set -eu
            api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
            while :; do
              headers=$(mktemp)
              event=$(curl -sS -D "$headers" "$api/next")
              id=$(sed -n 's/^Lambda-Runtime-Aws-Request-Id: *//Ip' "$headers" | tr -d '\\r')
              arn=$(sed -n 's/^Lambda-Runtime-Invoked-Function-Arn: *//Ip' "$headers" | tr -d '\\r')
              context=$(sed -n 's/^Lambda-Runtime-Client-Context: *//Ip' "$headers" | tr -d '\\r')
              trace=$(sed -n 's/^Lambda-Runtime-Trace-Id: *//Ip' "$headers" | tr -d '\\r')
              rm "$headers"
              HANDLER
              printf '%s' "$result" | curl -sS -o /dev/null --data-binary @- "$api/$id/response"
            done
            """;

    private Bootstraps() {}

    /**
     * A zip with a bootstrap that answers each event with what {@code handler} leaves in {@code $result}.
     *
     * @param handler shell commands; they see {@code $event}, {@code $id}, {@code $arn}, {@code $context}, {@code $trace}
     */
    public static byte[] shell(String handler) {
        return Zips.bootstrap(LOOP.replace("HANDLER", handler));
    }

    /** A zip with a bootstrap that answers with the event itself, and logs a line. */
    public static byte[] echo() {
        return shell("result=$event; echo \"got $event\"");
    }
}
