package dev.coldbrew.platform.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the tests ask about processes. */
public final class Processes {

    private Processes() {}

    /** Whether a process runs; one that is dead and only waits to be reaped does not. */
    public static boolean alive(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException gone) {
            return false;
        }
    }
}
