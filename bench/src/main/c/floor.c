/*
 * The floor of a cold start: a static loop over the Runtime API that answers each event with its own bytes. It does what a
 * runtime must and nothing else, so no runtime on this machine starts or answers faster by much. It trusts its peer, the
 * stand-in of this benchmark, and is no example of a runtime.
 */
#define _GNU_SOURCE /* strcasestr */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LARGEST_HEAD = 4096, LARGEST_BODY = 64 * 1024 };

static char input[LARGEST_HEAD + LARGEST_BODY + 1];
static char output[LARGEST_HEAD + LARGEST_BODY];

static int connect_to(const char *address) {
    char host[64];
    unsigned port;
    if (address == NULL || sscanf(address, "%63[0-9.]:%u", host, &port) != 2) {
        return -1;
    }
    struct sockaddr_in api = {.sin_family = AF_INET, .sin_port = htons((unsigned short) port)};
    int one = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0 || inet_pton(AF_INET, host, &api.sin_addr) != 1 || connect(s, (struct sockaddr *) &api, sizeof api) != 0) {
        return -1;
    }
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return s;
}

static void send_all(int s, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t sent = write(s, bytes, length);
        if (sent <= 0) {
            exit(1);
        }
        bytes += sent;
        length -= (size_t) sent;
    }
}

/* Reads one response with its body; the body's length goes to *body_length. */
static char *receive(int s, size_t *body_length) {
    size_t have = 0;
    for (;;) {
        ssize_t count = read(s, input + have, sizeof input - 1 - have);
        if (count <= 0) {
            exit(0); /* the environment ends */
        }
        have += (size_t) count;
        input[have] = '\0';
        char *end = strstr(input, "\r\n\r\n");
        if (end == NULL) {
            continue;
        }
        char *field = strcasestr(input, "\r\nContent-Length:");
        *body_length = field == NULL || field > end ? 0 : strtoul(field + 17, NULL, 10);
        if (have >= (size_t) (end + 4 - input) + *body_length) {
            return end + 4;
        }
    }
}

int main(void) {
    const char *api = getenv("AWS_LAMBDA_RUNTIME_API");
    int s = connect_to(api);
    if (s < 0) {
        fputs("floor: can't connect to AWS_LAMBDA_RUNTIME_API, a numeric IPv4:port\n", stderr);
        return 1;
    }
    char next[256];
    int next_length = snprintf(next, sizeof next, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: %s\r\n\r\n", api);
    for (;;) {
        size_t length;
        send_all(s, next, (size_t) next_length);
        char *event = receive(s, &length);
        char *field = strcasestr(input, "\r\nLambda-Runtime-Aws-Request-Id:");
        char id[64];
        if (field == NULL || length > LARGEST_BODY || sscanf(field + 32, " %63[0-9a-f-]", id) != 1) {
            return 1;
        }
        int head = snprintf(output, LARGEST_HEAD,
                            "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\nHost: %s\r\nContent-Length: %zu\r\n\r\n",
                            id, api, length);
        memcpy(output + head, event, length);
        send_all(s, output, (size_t) head + length);
        receive(s, &length);
    }
}
