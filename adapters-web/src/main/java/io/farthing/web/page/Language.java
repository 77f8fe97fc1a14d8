package io.farthing.web.page;

import java.util.Optional;
import java.util.stream.Stream;

/** A language of the pages. */
public enum Language {
    /** English. */
    ENGLISH("en", "English"),
    /** Chinese in simplified characters. */
    CHINESE("zh-CN", "简体中文");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** The language's tag as HTML and browsers write it. */
    public String tag() {
        return tag;
    }

    /** What the language calls itself. */
    public String ownName() {
        return ownName;
    }

    /** The language of that tag. */
    public static Optional<Language> ofTag(String tag) {
        return Stream.of(values()).filter(language -> language.tag.equals(tag)).findFirst();
    }
}
