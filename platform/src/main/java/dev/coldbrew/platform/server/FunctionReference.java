package dev.coldbrew.platform.server;

import dev.coldbrew.platform.functions.Function;
import dev.coldbrew.platform.functions.FunctionArn;
import dev.coldbrew.platform.functions.FunctionConfiguration;
import dev.coldbrew.platform.functions.FunctionException.NotFound;
import dev.coldbrew.platform.functions.Functions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which function a request means: a name, a partial ARN or an ARN, with or without qualifier (I-01, C-02).
 *
 * @param qualifier from the name or from the query; empty if neither has one
 */
record FunctionReference(FunctionArn arn, Optional<String> qualifier) {
    private static final String PREFIX =
            "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?";
    private static final int REGION_GROUP = 3;
    private static final int ACCOUNT_GROUP = 8;
    private static final int NAME_GROUP = 10;
    private static final int QUALIFIER_GROUP = 12;
    private static final String QUALIFIER = "\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+";
    private static final int MAX_QUALIFIER = 128;

    /** The two forms of FunctionName that the model has (C-02). */
    enum Form {
        /** CreateFunction and the updates. */
        STRICT("([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?", 140),
        /** Reading, deleting and invoking. */
        NAMESPACED("([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?", 256);

        private final String regex;
        private final Pattern pattern;
        private final int maxLength;

        Form(String nameAndQualifier, int maxLength) {
            this.regex = PREFIX + nameAndQualifier;
            this.pattern = Pattern.compile(regex);
            this.maxLength = maxLength;
        }

        /** Adds what is wrong with {@code name} to {@code constraints}. */
        void check(Constraints constraints, String name) {
            constraints.length("functionName", name, 1, maxLength).pattern("functionName", name, regex);
        }
    }

    /**
     * The function that a request's path and query mean.
     *
     * @throws LambdaException if name or qualifier is malformed (I-25), they contradict each other (I-01), or the
     *     function would be in another region or account (I-24)
     */
    static FunctionReference of(ApiRequest request, Form form, Location here) {
        String name = request.path("FunctionName");
        Optional<String> qualifier = request.query("Qualifier");
        Constraints constraints = new Constraints();
        constraints
                .length("qualifier", qualifier.orElse(null), 1, MAX_QUALIFIER)
                .pattern("qualifier", qualifier.orElse(null), QUALIFIER);
        form.check(constraints, name);
        constraints.check();
        FunctionReference reference = parse(name, form, here, request.operation());
        if (qualifier.isEmpty() || reference.qualifier().isEmpty()) {
            return new FunctionReference(reference.arn(), qualifier.or(reference::qualifier));
        }
        if (!qualifier.equals(reference.qualifier())) {
            throw LambdaException.invalidParameterValue(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        return reference;
    }

    /**
     * The function that {@code name} means.
     *
     * @param name satisfies {@code form}
     * @throws LambdaException if it is of another region or account (I-24)
     */
    static FunctionReference parse(String name, Form form, Location here, String operation) {
        Matcher matcher = form.pattern.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name);
        }
        String region = withoutColon(matcher.group(REGION_GROUP), here.region());
        String accountId = withoutColon(matcher.group(ACCOUNT_GROUP), here.accountId());
        FunctionArn arn = new FunctionArn(region, accountId, matcher.group(NAME_GROUP));
        if (!region.equals(here.region())) {
            throw LambdaException.resourceNotFound(
                    "Functions from '" + region + "' are not reachable in this region ('" + here.region() + "')");
        }
        if (!accountId.equals(here.accountId())) {
            String action = "lambda:" + (operation.equals("Invoke") ? "InvokeFunction" : operation);
            throw LambdaException.accessDenied("User: arn:aws:iam::" + here.accountId()
                    + ":root is not authorized to perform: " + action + " on resource: " + arn
                    + " because no resource-based policy allows the " + action + " action");
        }
        return new FunctionReference(arn, Optional.ofNullable(matcher.group(QUALIFIER_GROUP)));
    }

    /** The ARN as asked for: with the qualifier if there is one. */
    String askedArn() {
        return qualifier.map(arn::qualified).orElseGet(arn::toString);
    }

    /**
     * The function itself. There are no versions and aliases yet, so {@code $LATEST} is the only qualifier that exists.
     *
     * @throws NotFound if there is none, with the ARN as asked for (I-23)
     */
    Function find(Functions functions) {
        return functions.find(arn).filter(function -> isLatest()).orElseThrow(() -> new NotFound(askedArn()));
    }

    private boolean isLatest() {
        return qualifier.orElse(FunctionConfiguration.LATEST).equals(FunctionConfiguration.LATEST);
    }

    private static String withoutColon(String group, String otherwise) {
        return group == null ? otherwise : group.substring(0, group.length() - 1);
    }
}
