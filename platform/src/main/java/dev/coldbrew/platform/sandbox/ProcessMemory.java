package dev.coldbrew.platform.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory a process and its descendants use, read from /proc. The kernel remembers one process's peak (VmHWM)
 * but no tree's, so a tree is the main process's peak plus what the others use now: PSS, in which a page that a process
 * shares with n others counts as an n-th, or RSS where PSS can't be read.
 */
final class ProcessMemory {

    private static final Pattern PEAK_RSS = Pattern.compile("^VmHWM:\\s+(\\d+) kB", Pattern.MULTILINE);
    private static final Pattern RSS = Pattern.compile("^VmRSS:\\s+(\\d+) kB", Pattern.MULTILINE);
    private static final Pattern PSS = Pattern.compile("^Pss:\\s+(\\d+) kB", Pattern.MULTILINE);

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final long pid;
    private long peak;

    ProcessMemory(long pid) {
        this.pid = pid;
    }

    /** The peak so far, after another look. */
    synchronized long peakBytes() {
        long now = kilobytes(proc(pid, "status"), PEAK_RSS) + descendants(pid);
        peak = Math.max(peak, now * 1024);
        return peak;
    }

    /** The kernel's last word on the main process. */
    synchronized void atLeast(long bytes) {
        peak = Math.max(peak, bytes);
    }

    private static long descendants(long parent) {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/" + parent + "/task"))) {
            for (Path task : tasks) {
                for (MatchResult child :
                        NUMBER.matcher(read(task.resolve("children"))).results().toList()) {
                    long pid = Long.parseLong(child.group());
                    long pss = kilobytes(proc(pid, "smaps_rollup"), PSS);
                    sum += (pss > 0 ? pss : kilobytes(proc(pid, "status"), RSS)) + descendants(pid);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return sum; // It ended while we looked.
        }
        return sum;
    }

    private static String proc(long pid, String file) {
        return read(Path.of("/proc/" + pid + "/" + file));
    }

    /** Empty when the process is gone or the kernel does not say. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }

    private static long kilobytes(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
