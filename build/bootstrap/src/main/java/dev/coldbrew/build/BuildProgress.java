package dev.coldbrew.build;

/** Hears how a build gets on. All calls come from the thread that builds. */
public interface BuildProgress {
    /** The steps of a build, in order. A build whose inputs are as they were skips them all. */
    enum Step {
        MODULES("Collecting classes"),
        IMAGE("Linking a Java image"),
        TRAINING("Training with sample events"),
        ARCHIVE("Archiving loaded classes"),
        CHECK("Checking the class archive"),
        ZIP("Packing function.zip");

        private final String title;

        Step(String title) {
            this.title = title;
        }

        /** What the step does, for a display. */
        public String title() {
            return title;
        }
    }

    /** Hears nothing. */
    BuildProgress NONE = new BuildProgress() {};

    /** A step begins. */
    default void started(Step step) {}

    /**
     * A step that was started has come to its end.
     *
     * @param detail what came of it, one line, never null
     */
    default void done(Step step, String detail) {}

    /** Something that the user should know of, and that doesn't stop the build. */
    default void warning(String message) {}
}
