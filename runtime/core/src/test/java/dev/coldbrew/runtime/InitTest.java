package dev.coldbrew.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldbrew.runtime.RuntimeApiStandIn.Request;
import dev.coldbrew.runtime.json.JsonObjectReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures before the first GET /next. */
class InitTest {

    @ParameterizedTest
    @CsvSource({
        "bad-factory, java.lang.IllegalStateException, no database",
        "bad-warm-up, dev.coldbrew.runtime.SampleFunctions$OrderRejectedException, can't warm up",
        "throwing-main, java.lang.IllegalArgumentException, bad configuration",
    })
    @DisplayName(
            "R-04, R-35: a failed initialisation is posted with its stack trace, logged once, and the process ends with 1")
    void postsInitError(String function, String type, String message) throws Exception {
        try (RuntimeApiStandIn api = new RuntimeApiStandIn();
                FunctionUnderTest running =
                        new FunctionUnderTest(api.address(), Map.of(), WrappedMain.class.getName(), function)) {
            Request post = api.post();
            assertThat(post.path()).isEqualTo("/2018-06-01/runtime/init/error");
            assertThat(post.headers()).containsEntry("lambda-runtime-function-error-type", "Runtime.BadFunctionCode");
            Map<String, Object> error = JsonObjectReader.read(post.body());
            assertThat(error).containsEntry("errorType", type).containsEntry("errorMessage", message);
            assertThat((List<?>) error.get("stackTrace")).first().asString().contains("SampleFunctions");
            assertThat(running.exitStatus()).isEqualTo(1);
            assertThat(api.lastNext()).isNull();
            assertThat(running.output().lines().filter(line -> line.contains("The initialisation failed")))
                    .hasSize(1);
        }
    }

    /** What coldbrew build makes of a main. */
    static final class WrappedMain {
        private WrappedMain() {}

        public static void main(String[] args) throws Throwable {
            try {
                SampleFunctions.main(args);
            } catch (Throwable e) {
                MainFailure.report(e);
            }
        }
    }
}
