package dev.coldbrew.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9001, 127.0.0.1:9001, 127.0.0.1, 9001, ''",
        "http://sandbox:80/, sandbox:80, sandbox, 80, ''",
        "localhost, localhost, localhost, 80, ''",
        "localhost:9000/a/b/, localhost:9000, localhost, 9000, /a/b",
        "[::1]:9001, [::1]:9001, ::1, 9001, ''",
        "[::1], [::1], ::1, 80, ''",
    })
    void parses(String value, String authority, String host, int port, String basePath) {
        assertThat(Endpoint.parse(value)).isEqualTo(new Endpoint(authority, host, port, basePath));
    }

    @ParameterizedTest
    @ValueSource(strings = {":9001", "host:", "host:0", "host:65536", "host:x", "/path"})
    void refuses(String value) {
        assertThatThrownBy(() -> Endpoint.parse(value))
                .hasMessageContaining("AWS_LAMBDA_RUNTIME_API must be host:port");
    }
}
