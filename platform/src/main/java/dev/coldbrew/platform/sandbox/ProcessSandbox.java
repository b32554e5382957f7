package dev.coldbrew.platform.sandbox;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A process under {@code sandbox-init}, whose protocol (see the head of sandbox-init.c) this class speaks. */
final class ProcessSandbox implements Sandbox {

    private static final int LARGEST_FRAME = 65_536;
    private static final int DRAIN = 'D';
    private static final int KILL = 'K';
    private static final int SIGKILL = 9;

    private final Process init;
    private final OutputStream control;
    private final DataInputStream frames;
    private final OutputListener output;
    private final ProcessMemory memory;
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();

    /** One entry for each drain under way, oldest first. Its monitor also orders the writes to {@link #control}. */
    private final Queue<CompletableFuture<Void>> drains = new ArrayDeque<>();

    private ProcessSandbox(Process init, DataInputStream frames, long pid, OutputListener output) {
        this.init = init;
        this.control = init.getOutputStream();
        this.frames = frames;
        this.output = output;
        this.memory = new ProcessMemory(pid);
    }

    static ProcessSandbox start(Process init, OutputListener output) throws StartFailedException, IOException {
        var frames = new DataInputStream(init.getInputStream());
        int type = frames.read();
        String text = type < 0 ? "" : new String(frames.readNBytes(frames.readInt()), StandardCharsets.UTF_8);
        if (type == 'S') {
            var sandbox = new ProcessSandbox(init, frames, Long.parseLong(text), output);
            // A platform thread: a read from a pipe would hold a virtual thread's carrier.
            Thread.ofPlatform().name("sandbox-" + text).daemon().start(sandbox::read);
            return sandbox;
        }
        int status = leave(init);
        if (type != 'F') {
            throw new IOException("sandbox-init ended without a word, with status " + status);
        }
        String[] words = text.split(" ", 3);
        throw new StartFailedException(StartFailedException.Stage.valueOf(words[0].toUpperCase(Locale.ROOT)), words[2]);
    }

    private void read() {
        byte[] buffer = new byte[LARGEST_FRAME];
        try {
            for (int type = frames.read(); type >= 0; type = exit.isDone() ? -1 : frames.read()) {
                int length = frames.readInt();
                frames.readFully(buffer, 0, length);
                switch (type) {
                    case 'O' -> output.output(buffer, 0, length);
                    case 'D' -> drained();
                    case 'X' -> ended(new String(buffer, 0, length, StandardCharsets.UTF_8));
                    default -> throw new IllegalStateException("Unknown frame from sandbox-init: " + type);
                }
            }
        } catch (IOException e) {
            // Someone killed sandbox-init itself, in the middle of a frame perhaps: an end like that without a last
            // one.
        } finally {
            // By the parent-death signal the process is dead then, too.
            init.destroyForcibly();
            exit.complete(new Exit.Signal(SIGKILL));
            abandonDrains();
        }
    }

    private void ended(String text) {
        String[] words = text.split(" ", 3);
        int number = Integer.parseInt(words[1]);
        memory.atLeast(Long.parseLong(words[2]) * 1024);
        exit.complete(words[0].equals("signal") ? new Exit.Signal(number) : new Exit.Code(number));
        abandonDrains();
        leave(init);
    }

    private void drained() {
        CompletableFuture<Void> oldest;
        synchronized (drains) {
            oldest = drains.remove();
        }
        oldest.complete(null);
    }

    /** After the end everything has been received, so nobody waits any more. */
    private void abandonDrains() {
        synchronized (drains) {
            drains.forEach(drain -> drain.complete(null));
            drains.clear();
        }
    }

    @Override
    public void drain() throws InterruptedException {
        var drain = new CompletableFuture<Void>();
        synchronized (drains) {
            if (exit.isDone() || !send(DRAIN)) {
                drain = null;
            } else {
                drains.add(drain);
            }
        }
        try {
            if (drain == null) {
                exit.get();
            } else {
                drain.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void kill() {
        synchronized (drains) {
            send(KILL);
        }
    }

    /** False when the other side has gone already; its end is then on its way through {@link #read}. */
    private boolean send(int command) {
        try {
            control.write(command);
            control.flush();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return exit;
    }

    @Override
    public long peakMemoryBytes() {
        return memory.peakBytes();
    }

    @Override
    public void close() {
        kill();
        exit.join();
        awaitEnd(init);
    }

    /** Lets sandbox-init end, which it does at once, and returns its status. */
    private static int leave(Process init) {
        try {
            init.getOutputStream().close();
        } catch (IOException gone) {
            // then it has ended already
        }
        return awaitEnd(init);
    }

    /** Not interruptible: it is a matter of microseconds, and who closes wants nothing left. */
    private static int awaitEnd(Process process) {
        return process.onExit().join().exitValue();
    }
}
