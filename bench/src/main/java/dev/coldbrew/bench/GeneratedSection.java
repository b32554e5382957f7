package dev.coldbrew.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page that the benchmark writes, between two comments; what people wrote around it stays. */
record GeneratedSection(Path page, String name) {

    /** @throws IOException when the page isn't there, or lacks the comments */
    void check() throws IOException {
        if (!Files.exists(page)) {
            throw new IOException("There is no page " + page + " for the results");
        }
        String text = Files.readString(page);
        int begin = text.indexOf(begin());
        if (begin < 0 || text.indexOf(end()) < begin) {
            throw new IOException(
                    page + " has no place for the results: it needs the lines " + begin() + " and " + end());
        }
    }

    /** @throws IOException as {@link #check}: nothing is changed then */
    void replace(String content) throws IOException {
        check();
        String text = Files.readString(page);
        String before = text.substring(0, text.indexOf(begin()) + begin().length());
        Files.writeString(page, before + "\n\n" + content.strip() + "\n\n" + text.substring(text.indexOf(end())));
    }

    private String begin() {
        return "<!-- begin " + name + ": written by the benchmark -->";
    }

    private String end() {
        return "<!-- end " + name + " -->";
    }
}
