package dev.coldbrew.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * A function that is ready to be started.
 *
 * @param name of the row in the table
 * @param task what it is asked
 * @param folder its own, which it is started in
 * @param command the executable and its arguments
 * @param recipe the command for a reader, with variables for folders
 */
record Variant(String name, Task task, Path folder, List<String> command, String recipe) {

    String label() {
        return name + ", " + task.label();
    }
}
