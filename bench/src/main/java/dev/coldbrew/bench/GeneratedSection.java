package dev.coldbrew.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page that the benchmark writes, between two comments; what people wrote around it stays. */
record GeneratedSection(Path page, String name) {

    /** @throws IOException when the page isn't there or lacks the comments: nothing is changed then */
    void replace(String content) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(begin());
        int end = text.indexOf(end());
        if (begin < 0 || end < begin) {
            throw new IOException(
                    page + " has no place for the results: it needs the lines " + begin() + " and " + end());
        }
        Files.writeString(
                page,
                text.substring(0, begin + begin().length()) + "\n\n" + content.strip() + "\n\n" + text.substring(end));
    }

    private String begin() {
        return "<!-- begin " + name + ": written by the benchmark -->";
    }

    private String end() {
        return "<!-- end " + name + " -->";
    }
}
