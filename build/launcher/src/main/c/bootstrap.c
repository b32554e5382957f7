/*
 * bootstrap: starts the JVM of a Lambda function, and hands it a Runtime API connection that is already open.
 *
 * AWS Lambda runs the file `bootstrap` at the root of a function's zip (E-12). This one reads a small text file beside
 * it, `coldbrew/launch`, and becomes (execve) the java that the file names. It does two things that a shell script could
 * not: it works out the heap from the function's memory without starting another process, and it connects to the Runtime
 * API itself, so that Java finds the socket as file descriptor 0 and loads none of its own network classes (11 to 16 ms
 * of a cold start).
 *
 * The launch file
 * ---------------
 * One argument a line. Empty lines and lines that begin with `#` are skipped. The first argument is the java to run, the
 * rest are its arguments in order. `@/` stands for the folder that `bootstrap` lies in, with its slash (so a function works
 * from any folder, whatever LAMBDA_TASK_ROOT says), and `@@` for one `@`.
 *
 *     @/coldbrew/jre/bin/java
 *     -XX:+UseSerialGC
 *     -XX:SharedArchiveFile=@/coldbrew/function.jsa
 *     -m
 *     coldbrew.function/com.example.Main
 *
 * What is added, right after java, so that a launch file's own arguments win
 * --------------------------------------------------------------------------
 * -XmxNm                when AWS_LAMBDA_FUNCTION_MEMORY_SIZE is a number and neither the launch file nor JAVA_TOOL_OPTIONS
 *                       says how large the heap is (the JVM reads JAVA_TOOL_OPTIONS first, our -Xmx would undo it)
 * -Dcoldbrew.socket=0   when fd 0 is now a connection to AWS_LAMBDA_RUNTIME_API. Only a numeric IPv4:port is tried; for
 *                       anything else, and on any failure, Java connects by itself and says what is wrong.
 *
 * Exit codes as a shell's: 127 when something is not there, 126 when it is but can't be used.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    MAX_PATH_LENGTH = 4096,
    MAX_LAUNCH_FILE = 64 * 1024,
    MAX_EXPANDED = 256 * 1024,
    MAX_ARGUMENTS = 512,
};

extern char **environ;

static char folder[MAX_PATH_LENGTH];     /* where bootstrap lies, without a slash at the end */
static char launch_file[MAX_LAUNCH_FILE];
static char expanded[MAX_EXPANDED];      /* the arguments, each with its NUL */
static size_t expanded_length;
static char heap_argument[32];
static char *arguments[MAX_ARGUMENTS + 1];

static void fail(int code, const char *what, const char *path, const char *why) {
    fprintf(stderr, "bootstrap: %s %s: %s\n", what, path, why);
    exit(code);
}

static int exit_code(int error) {
    return error == ENOENT || error == ENOTDIR ? 127 : 126;
}

static void find_folder(void) {
    ssize_t length = readlink("/proc/self/exe", folder, sizeof folder - 1);
    if (length <= 0) {
        fail(126, "can't find my own folder by", "/proc/self/exe", strerror(errno));
    }
    if ((size_t) length == sizeof folder - 1) {
        fail(126, "my own folder's path is too long:", folder, strerror(ENAMETOOLONG));
    }
    folder[length] = '\0';
    *strrchr(folder, '/') = '\0';
}

static void read_launch_file(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        fail(exit_code(errno), "can't read", path, strerror(errno));
    }
    size_t length = 0;
    for (;;) {
        ssize_t count = read(file, launch_file + length, sizeof launch_file - length);
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            fail(126, "can't read", path, strerror(errno));
        }
        if (count == 0) {
            break;
        }
        length += (size_t) count;
        if (length == sizeof launch_file) {
            fail(126, "can't use", path, "larger than 64 KiB");
        }
    }
    close(file);
    if (memchr(launch_file, '\0', length) != NULL) {
        fail(126, "can't use", path, "it holds a NUL byte, so it is no text file");
    }
    launch_file[length] = '\0';
}

static void append(const char *text, size_t length) {
    if (length >= sizeof expanded - expanded_length) {
        fail(126, "can't use", "coldbrew/launch", "its arguments are longer than 256 KiB");
    }
    memcpy(expanded + expanded_length, text, length);
    expanded_length += length;
}

/* One line with `@/` and `@@` replaced. */
static char *expand(const char *line) {
    char *start = expanded + expanded_length;
    const char *at;
    while ((at = strchr(line, '@')) != NULL) {
        append(line, (size_t) (at - line));
        line = at + 1;
        if (*line == '/') {
            append(folder, strlen(folder));
        } else {
            append("@", 1);
            line += *line == '@';
        }
    }
    append(line, strlen(line) + 1);
    return start;
}

static int says_heap_size(const char *argument) {
    return strncmp(argument, "-Xmx", 4) == 0 || strncmp(argument, "-XX:MaxHeapSize", 15) == 0
            || strncmp(argument, "-XX:MaxRAM", 10) == 0;
}

static int environment_says_heap_size(void) {
    const char *options = getenv("JAVA_TOOL_OPTIONS");
    return options != NULL
            && (strstr(options, "-Xmx") != NULL || strstr(options, "-XX:MaxHeapSize") != NULL
                    || strstr(options, "-XX:MaxRAM") != NULL);
}

/*
 * The heap in MB for a function of `memory` MB; 0 when there is no such number.
 * A tenth and 48 MB stay free. 48 MB: what a small function needs beside its heap (metaspace, code, class archive, C1 and
 * GC structures, a few stacks: about 30 MB measured) with some room; the tenth, because metaspace, code, threads and
 * direct buffers grow with what a function of more memory does. That is 68 of 128 MB, 413 of 512, 1545 of 1769. AWS's own
 * Java runtime takes 85 % at 512 MB and is killed for it at 128.
 */
static long heap_size(const char *memory) {
    if (memory == NULL || *memory < '0' || *memory > '9') {
        return 0;
    }
    char *end;
    errno = 0;
    long size = strtol(memory, &end, 10);
    if (*end != '\0' || errno != 0 || size > 1 << 30) {
        return 0;
    }
    long heap = size - size / 10 - 48;
    return size == 0 ? 0 : heap < 16 ? 16 : heap;
}

/* A connected socket to a numeric `a.b.c.d:port`, or -1. */
static int connect_to(const char *address) {
    const char *colon = address == NULL ? NULL : strrchr(address, ':');
    char host[INET_ADDRSTRLEN];
    if (colon == NULL || (size_t) (colon - address) >= sizeof host || colon[1] < '0' || colon[1] > '9') {
        return -1;
    }
    memcpy(host, address, (size_t) (colon - address));
    host[colon - address] = '\0';
    char *end;
    unsigned long port = strtoul(colon + 1, &end, 10);
    struct sockaddr_in peer = {.sin_family = AF_INET};
    if (*end != '\0' || port == 0 || port > 65535 || inet_pton(AF_INET, host, &peer.sin_addr) != 1) {
        return -1;
    }
    peer.sin_port = htons((unsigned short) port);
    int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection < 0) {
        return -1;
    }
    int on = 1;
    if (setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0
            || connect(connection, (struct sockaddr *) &peer, sizeof peer) != 0) {
        close(connection);
        return -1;
    }
    return connection;
}

/* Makes fd 0 a connection to the Runtime API. dup2 drops close-on-exec, so that exactly fd 0 survives execve. */
static int hand_over(void) {
    int connection = connect_to(getenv("AWS_LAMBDA_RUNTIME_API"));
    if (connection < 0) {
        return 0;
    }
    if (connection == 0) { /* fd 0 was closed when we were started */
        return fcntl(0, F_SETFD, 0) == 0;
    }
    int done = dup2(connection, 0) == 0;
    close(connection);
    return done;
}

int main(void) {
    find_folder();
    char path[sizeof folder + sizeof "/coldbrew/launch"];
    snprintf(path, sizeof path, "%s/coldbrew/launch", folder);
    read_launch_file(path);

    /* Slot 0 is java, 1 and 2 are kept for what may be added; unused ones are closed up below. */
    int count = 0;
    int heap_is_said = environment_says_heap_size();
    char *next = launch_file;
    for (char *line; (line = strsep(&next, "\n")) != NULL;) {
        if (*line == '\0' || *line == '#') {
            continue;
        }
        if (count == MAX_ARGUMENTS - 2) {
            fail(126, "can't use", path, "more than 510 arguments");
        }
        arguments[count == 0 ? 0 : count + 2] = expand(line);
        heap_is_said |= says_heap_size(line);
        count++;
    }
    if (count == 0) {
        fail(126, "can't use", path, "it names no java");
    }

    int added = 0;
    long heap = heap_is_said ? 0 : heap_size(getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
    if (heap > 0) {
        snprintf(heap_argument, sizeof heap_argument, "-Xmx%ldm", heap);
        arguments[++added] = heap_argument;
    }
    if (hand_over()) {
        static char socket_argument[] = "-Dcoldbrew.socket=0";
        arguments[++added] = socket_argument;
    }
    /* count - 1 arguments from slot 3 on, and the NULL after them. */
    memmove(arguments + 1 + added, arguments + 3, (size_t) count * sizeof arguments[0]);

    execve(arguments[0], arguments, environ);
    fail(exit_code(errno), "can't run", arguments[0], strerror(errno));
}
