/*
 * sandbox-init: starts one process for the service and leaves nothing of it behind.
 *
 *     sandbox-init DIRECTORY FILE [ARGUMENT...]
 *
 * It runs FILE in DIRECTORY with exactly the environment that it was given itself. It becomes the reaper of all that
 * FILE ever forks, even of what calls setsid, so "no child left" means "nothing left".
 *
 * stdin, from the service:  'D' drain, 'K' kill. End of file means that the service is gone, however it went (the kernel
 *                           closes the pipe on kill -9 too): kill everything.
 * stdout, to the service:   frames of type (1 byte), length (4 bytes, big endian), payload:
 *     'S' PID               started
 *     'F' STAGE ERRNO TEXT  not started; STAGE is fork, chdir or exec
 *     'O' bytes             what the function wrote, stdout and stderr merged as on Lambda
 *     'D'                   answer to 'D': all that the function had written before it was sent
 *     'X' KIND N MAXRSS     the end, nothing is left: KIND is code or signal, MAXRSS the main process's peak in KiB
 * After 'F' and 'X' it stays until stdin is closed, so that the service has read all before it learns of a dead child.
 *
 * Output and status share one ordered stream on purpose: whoever has read 'D' or 'X' has read all output before it.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { CONTROL = 0, FRAMES = 1, OPEN_FILES = 1024, BUSY_RETRIES = 200 };

static pid_t main_pid;
static int main_reaped;
static int main_status;
static long main_max_rss;

/* A service that is gone needs no frames; what remains to do is to kill, and that is done either way. */
static void write_all(const void *data, size_t length) {
    const char *at = data;
    while (length > 0) {
        ssize_t n = write(FRAMES, at, length);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return;
        at += n;
        length -= (size_t)n;
    }
}

static void frame(char type, const void *payload, uint32_t length) {
    unsigned char head[5] = {(unsigned char)type, (unsigned char)(length >> 24), (unsigned char)(length >> 16),
                             (unsigned char)(length >> 8), (unsigned char)length};
    write_all(head, sizeof head);
    write_all(payload, length);
}

static void text_frame(char type, const char *text) {
    frame(type, text, (uint32_t)strlen(text));
}

static void pause_ms(long ms) {
    struct timespec t = {0, ms * 1000000};
    nanosleep(&t, NULL);
}

/* ---- what is left of the function ---- */

/* Reaps whatever has died. Returns 0 when no child, and so no descendant, is left. */
static int reap(void) {
    for (;;) {
        int status;
        struct rusage usage;
        pid_t pid = wait4(-1, &status, WNOHANG, &usage);
        if (pid == 0) return 1;
        if (pid < 0 && errno == EINTR) continue;
        if (pid < 0) return 0;
        if (pid == main_pid) {
            main_reaped = 1;
            main_status = status;
            main_max_rss = usage.ru_maxrss;
        }
    }
}

struct process {
    pid_t pid;
    pid_t parent;
    int ours;
};

static int parent_of(pid_t pid, pid_t *parent) {
    char path[32], stat[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return 0;
    ssize_t n = read(fd, stat, sizeof stat - 1);
    close(fd);
    if (n <= 0) return 0;
    stat[n] = 0;
    char *name_end = strrchr(stat, ')'); /* the name may hold anything, ")" and spaces too */
    int value;
    if (!name_end || sscanf(name_end + 1, " %*c %d", &value) != 1) return 0;
    *parent = value;
    return 1;
}

/* Sends a signal to all descendants; returns how many there are, or -1 when they can't be known. */
static int signal_descendants(int signal_number) {
    DIR *proc = opendir("/proc");
    if (!proc) return -1;
    struct process *all = NULL;
    size_t count = 0, room = 0;
    for (struct dirent *entry; (entry = readdir(proc));) {
        pid_t pid = atoi(entry->d_name), parent;
        if (pid <= 0 || !parent_of(pid, &parent)) continue;
        if (count == room) {
            size_t more = room ? room * 2 : 256;
            struct process *grown = realloc(all, more * sizeof *all);
            if (!grown) break;
            all = grown;
            room = more;
        }
        all[count++] = (struct process){pid, parent, parent == getpid()};
    }
    closedir(proc);
    for (int changed = 1; changed;) {
        changed = 0;
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; !all[i].ours && j < count; j++)
                if (all[j].ours && all[j].pid == all[i].parent) all[i].ours = changed = 1;
    }
    int found = 0;
    for (size_t i = 0; i < count; i++)
        if (all[i].ours) {
            found++;
            kill(all[i].pid, signal_number);
        }
    free(all);
    return found;
}

/*
 * The usual function is one process, or one process group: one signal. What is then still there is stopped until no
 * new process shows up (else a process that forks faster than we read /proc could win), and killed.
 */
static void kill_everything(void) {
    if (!main_reaped) {
        kill(-main_pid, SIGKILL);
        kill(main_pid, SIGKILL);
    }
    for (int wait = 0; reap(); wait = 1) {
        if (wait) {
            int before = -1;
            for (int found; (found = signal_descendants(SIGSTOP)) > before;) before = found;
            if (signal_descendants(SIGKILL) < 0) return;
        }
        pause_ms(1);
    }
}

/* ---- its output ---- */

/* Passes on at most `limit` bytes that are there now. Returns 0 at the end of the output. */
static int forward(int output, size_t limit) {
    static char buffer[65536];
    while (limit > 0) {
        ssize_t n = read(output, buffer, limit < sizeof buffer ? limit : sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return 1;
        if (n == 0) return 0;
        frame('O', buffer, (uint32_t)n);
        limit -= (size_t)n;
    }
    return 1;
}

/* No more than what is there at this moment, so that a function that never stops writing can't hold up the answer. */
static void drain(int output) {
    int waiting = 0;
    if (ioctl(output, FIONREAD, &waiting) == 0 && waiting > 0) forward(output, (size_t)waiting);
    frame('D', NULL, 0);
}

/* ---- start ---- */

static void fail(int report, const char *stage) {
    char text[160];
    int n = snprintf(text, sizeof text, "%s %d %s", stage, errno, strerror(errno));
    (void)!write(report, text, (size_t)n);
    _exit(127);
}

static void run_function(char **argv, int output, int report, pid_t parent) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int s = 1; s < NSIG; s++) signal(s, SIG_DFL);
    struct rlimit files = {OPEN_FILES, OPEN_FILES}, core = {0, 0};
    setrlimit(RLIMIT_NOFILE, &files);
    setrlimit(RLIMIT_CORE, &core);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    umask(022);
    int null = open("/dev/null", O_RDONLY);
    if (null > 0) {
        dup2(null, 0);
        close(null);
    }
    dup2(output, 1);
    dup2(output, 2);
    if (chdir(argv[1])) fail(report, "chdir");
    /* "Text file busy": another thread of the service forked while it had this fresh file open for writing; that fork
       lets go of it when it execs. */
    for (int i = 0; i < BUSY_RETRIES; i++) {
        execve(argv[2], argv + 2, environ);
        if (errno != ETXTBSY) break;
        pause_ms(5);
    }
    fail(report, "exec");
}

/* Returns 0 when the function did not start; the service has been told why. */
static int start(char **argv, int *output) {
    int out[2], report[2];
    char failure[160];
    ssize_t n = 0;
    pid_t self = getpid();
    if (pipe2(out, O_CLOEXEC) || pipe2(report, O_CLOEXEC) || (main_pid = fork()) < 0) {
        n = snprintf(failure, sizeof failure, "fork %d %s", errno, strerror(errno));
        frame('F', failure, (uint32_t)n);
        return 0;
    }
    if (main_pid == 0) run_function(argv, out[1], report[1], self);
    setpgid(main_pid, main_pid);
    close(out[1]);
    close(report[1]);
    while ((n = read(report[0], failure, sizeof failure)) < 0 && errno == EINTR) continue;
    close(report[0]);
    if (n > 0) {
        waitpid(main_pid, NULL, 0);
        frame('F', failure, (uint32_t)n);
        return 0;
    }
    fcntl(out[0], F_SETFL, O_NONBLOCK);
    *output = out[0];
    char pid[16];
    snprintf(pid, sizeof pid, "%d", (int)main_pid);
    text_frame('S', pid);
    return 1;
}

/* Java reads what a dead child has left from a second thread; a live one's pipe has one reader. */
static void await_goodbye(void) {
    char ignored[64];
    ssize_t n;
    while ((n = read(CONTROL, ignored, sizeof ignored)) > 0 || (n < 0 && errno == EINTR)) continue;
}

/* Returns 0 when everything is to be killed. */
static int obey(int output) {
    char commands[64];
    ssize_t n = read(CONTROL, commands, sizeof commands);
    if (n < 0) return errno == EINTR || errno == EAGAIN;
    if (n == 0) return 0;
    for (ssize_t i = 0; i < n; i++) {
        if (commands[i] == 'D') drain(output);
        if (commands[i] == 'K') return 0;
    }
    return 1;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: sandbox-init DIRECTORY FILE [ARGUMENT...]\n");
        return 64;
    }
    /* A session of its own: no Ctrl-C, no hang-up reaches it or the function; the service decides. */
    setsid();
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    int signals = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK), output;
    if (!start(argv, &output)) {
        await_goodbye();
        return 0;
    }

    struct pollfd polled[3] = {{CONTROL, POLLIN, 0}, {signals, POLLIN, 0}, {output, POLLIN, 0}};
    while (!main_reaped) {
        if (poll(polled, 3, -1) < 0) continue;
        if (polled[0].revents && !obey(output)) break;
        if (polled[1].revents) {
            struct signalfd_siginfo info;
            while (read(signals, &info, sizeof info) > 0) continue;
            reap();
        }
        /* A function may close its outputs; a closed one would wake us for ever. */
        if (polled[2].revents && !forward(output, 65536)) polled[2].fd = -1;
    }
    kill_everything();
    forward(output, SIZE_MAX);
    int signalled = WIFSIGNALED(main_status);
    char end[64];
    snprintf(end, sizeof end, "%s %d %ld", signalled ? "signal" : "code",
             signalled ? WTERMSIG(main_status) : WEXITSTATUS(main_status), main_max_rss);
    text_frame('X', end);
    await_goodbye();
    return 0;
}
