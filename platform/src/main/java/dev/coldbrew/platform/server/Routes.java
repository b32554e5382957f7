package dev.coldbrew.platform.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.util.Fields;

/**
 * All operations of AWS's model, with method and path. A path may end in a slash, and its parameters are
 * percent-encoded.
 */
final class Routes {
    private static final String TABLE = """
            CreateFunction POST /2015-03-31/functions
            GetFunction GET /2015-03-31/functions/{FunctionName}
            GetFunctionConfiguration GET /2015-03-31/functions/{FunctionName}/configuration
            UpdateFunctionCode PUT /2015-03-31/functions/{FunctionName}/code
            UpdateFunctionConfiguration PUT /2015-03-31/functions/{FunctionName}/configuration
            DeleteFunction DELETE /2015-03-31/functions/{FunctionName}
            ListFunctions GET /2015-03-31/functions
            Invoke POST /2015-03-31/functions/{FunctionName}/invocations
            InvokeWithResponseStream POST /2021-11-15/functions/{FunctionName}/response-streaming-invocations
            PublishVersion POST /2015-03-31/functions/{FunctionName}/versions
            ListVersionsByFunction GET /2015-03-31/functions/{FunctionName}/versions
            CreateAlias POST /2015-03-31/functions/{FunctionName}/aliases
            GetAlias GET /2015-03-31/functions/{FunctionName}/aliases/{Name}
            UpdateAlias PUT /2015-03-31/functions/{FunctionName}/aliases/{Name}
            DeleteAlias DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name}
            ListAliases GET /2015-03-31/functions/{FunctionName}/aliases
            PutFunctionConcurrency PUT /2017-10-31/functions/{FunctionName}/concurrency
            GetFunctionConcurrency GET /2019-09-30/functions/{FunctionName}/concurrency
            DeleteFunctionConcurrency DELETE /2017-10-31/functions/{FunctionName}/concurrency
            CreateFunctionUrlConfig POST /2021-10-31/functions/{FunctionName}/url
            GetFunctionUrlConfig GET /2021-10-31/functions/{FunctionName}/url
            UpdateFunctionUrlConfig PUT /2021-10-31/functions/{FunctionName}/url
            DeleteFunctionUrlConfig DELETE /2021-10-31/functions/{FunctionName}/url
            ListFunctionUrlConfigs GET /2021-10-31/functions/{FunctionName}/urls
            PutFunctionEventInvokeConfig PUT /2019-09-25/functions/{FunctionName}/event-invoke-config
            UpdateFunctionEventInvokeConfig POST /2019-09-25/functions/{FunctionName}/event-invoke-config
            GetFunctionEventInvokeConfig GET /2019-09-25/functions/{FunctionName}/event-invoke-config
            DeleteFunctionEventInvokeConfig DELETE /2019-09-25/functions/{FunctionName}/event-invoke-config
            ListFunctionEventInvokeConfigs GET /2019-09-25/functions/{FunctionName}/event-invoke-config/list
            AddPermission POST /2015-03-31/functions/{FunctionName}/policy
            GetPolicy GET /2015-03-31/functions/{FunctionName}/policy
            RemovePermission DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}
            TagResource POST /2017-03-31/tags/{Resource}
            UntagResource DELETE /2017-03-31/tags/{Resource}
            ListTags GET /2017-03-31/tags/{Resource}
            PublishLayerVersion POST /2018-10-31/layers/{LayerName}/versions
            GetLayerVersion GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}
            GetLayerVersionByArn GET /2018-10-31/layers?find=LayerVersion
            ListLayers GET /2018-10-31/layers
            ListLayerVersions GET /2018-10-31/layers/{LayerName}/versions
            DeleteLayerVersion DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}
            GetAccountSettings GET /2016-08-19/account-settings
            InvokeAsync POST /2014-11-13/functions/{FunctionName}/invoke-async
            CreateEventSourceMapping POST /2015-03-31/event-source-mappings
            GetEventSourceMapping GET /2015-03-31/event-source-mappings/{UUID}
            UpdateEventSourceMapping PUT /2015-03-31/event-source-mappings/{UUID}
            DeleteEventSourceMapping DELETE /2015-03-31/event-source-mappings/{UUID}
            ListEventSourceMappings GET /2015-03-31/event-source-mappings
            PutProvisionedConcurrencyConfig PUT /2019-09-30/functions/{FunctionName}/provisioned-concurrency
            GetProvisionedConcurrencyConfig GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency
            DeleteProvisionedConcurrencyConfig DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency
            ListProvisionedConcurrencyConfigs GET /2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL
            AddLayerVersionPermission POST /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy
            GetLayerVersionPolicy GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy
            RemoveLayerVersionPermission DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}
            PutFunctionRecursionConfig PUT /2024-08-31/functions/{FunctionName}/recursion-config
            GetFunctionRecursionConfig GET /2024-08-31/functions/{FunctionName}/recursion-config
            PutRuntimeManagementConfig PUT /2021-07-20/functions/{FunctionName}/runtime-management-config
            GetRuntimeManagementConfig GET /2021-07-20/functions/{FunctionName}/runtime-management-config
            GetFunctionCodeSigningConfig GET /2020-06-30/functions/{FunctionName}/code-signing-config
            CheckpointDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint
            CreateCapacityProvider POST /2025-11-30/capacity-providers
            CreateCodeSigningConfig POST /2020-04-22/code-signing-configs
            DeleteCapacityProvider DELETE /2025-11-30/capacity-providers/{CapacityProviderName}
            DeleteCodeSigningConfig DELETE /2020-04-22/code-signing-configs/{CodeSigningConfigArn}
            DeleteFunctionCodeSigningConfig DELETE /2020-06-30/functions/{FunctionName}/code-signing-config
            DeleteResourcePolicy DELETE /2026-07-09/resource-policy/{ResourceArn}
            GetCapacityProvider GET /2025-11-30/capacity-providers/{CapacityProviderName}
            GetCodeSigningConfig GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}
            GetDurableExecution GET /2025-12-01/durable-executions/{DurableExecutionArn}
            GetDurableExecutionHistory GET /2025-12-01/durable-executions/{DurableExecutionArn}/history
            GetDurableExecutionState GET /2025-12-01/durable-executions/{DurableExecutionArn}/state
            GetFunctionScalingConfig GET /2025-11-30/functions/{FunctionName}/function-scaling-config
            GetResourcePolicy GET /2026-07-09/resource-policy/{ResourceArn}
            ListCapacityProviders GET /2025-11-30/capacity-providers
            ListCodeSigningConfigs GET /2020-04-22/code-signing-configs
            ListDurableExecutionsByFunction GET /2025-12-01/functions/{FunctionName}/durable-executions
            ListFunctionVersionsByCapacityProvider GET /2025-11-30/capacity-providers/{CapacityProviderName}/function-versions
            ListFunctionsByCodeSigningConfig GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions
            PutFunctionCodeSigningConfig PUT /2020-06-30/functions/{FunctionName}/code-signing-config
            PutFunctionScalingConfig PUT /2025-11-30/functions/{FunctionName}/function-scaling-config
            PutResourcePolicy PUT /2026-07-09/resource-policy/{ResourceArn}
            SendDurableExecutionCallbackFailure POST /2025-12-01/durable-execution-callbacks/{CallbackId}/fail
            SendDurableExecutionCallbackHeartbeat POST /2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat
            SendDurableExecutionCallbackSuccess POST /2025-12-01/durable-execution-callbacks/{CallbackId}/succeed
            StopDurableExecution POST /2025-12-01/durable-executions/{DurableExecutionArn}/stop
            UpdateCapacityProvider PUT /2025-11-30/capacity-providers/{CapacityProviderName}
            UpdateCodeSigningConfig PUT /2020-04-22/code-signing-configs/{CodeSigningConfigArn}
            """;

    private static final List<Route> ROUTES = TABLE.lines().map(Route::parse).toList();

    private Routes() {}

    /** The operations' AWS names. */
    static Stream<String> operations() {
        return ROUTES.stream().map(Route::operation);
    }

    /**
     * An operation, and where it is.
     *
     * @param segments of the path; one in braces is a parameter
     * @param query a parameter that the query must have, {@code name=value}; empty for none
     */
    record Route(String operation, String method, List<String> segments, String query) {

        private static Route parse(String line) {
            String[] columns = line.split(" ", -1);
            String[] uri = columns[2].split("\\?", 2);
            return new Route(columns[0], columns[1], split(uri[0]), uri.length == 2 ? uri[1] : "");
        }

        private Optional<Match> match(String otherMethod, List<String> path, Fields otherQuery) {
            if (!method.equals(otherMethod) || path.size() != segments.size() || !matchesQuery(otherQuery)) {
                return Optional.empty();
            }
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (segment.startsWith("{")) {
                    parameters.put(
                            segment.substring(1, segment.length() - 1),
                            // URLDecoder is for forms, where a plus is a blank; in a path it is a plus.
                            URLDecoder.decode(path.get(i).replace("+", "%2B"), StandardCharsets.UTF_8));
                } else if (!segment.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(new Match(operation, parameters));
        }

        private boolean matchesQuery(Fields other) {
            String[] parameter = query.split("=", 2);
            return query.isEmpty() || parameter[1].equals(other.getValue(parameter[0]));
        }

        private boolean hasQuery() {
            return !query.isEmpty();
        }
    }

    /**
     * The operation that a request means.
     *
     * @param parameters of the path, decoded
     */
    record Match(String operation, Map<String, String> parameters) {}

    /**
     * Finds the operation of a request.
     *
     * @param path percent-encoded, as the request has it
     */
    static Optional<Match> find(String method, String path, Fields query) {
        List<String> segments = split(path);
        // Of two routes with one path the one that asks for a query parameter is meant, if the request has it.
        return Stream.concat(
                        ROUTES.stream().filter(Route::hasQuery), ROUTES.stream().filter(route -> !route.hasQuery()))
                .map(route -> route.match(method, segments, query))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<String> split(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(trimmed.split("/", -1));
    }
}
