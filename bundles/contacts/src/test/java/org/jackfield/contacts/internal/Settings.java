package org.jackfield.contacts.internal;

import java.lang.annotation.Annotation;

/** Configurations as a file would give them. */
final class Settings {
    private Settings() {}

    static ContactsConfig of(String indexed, int negativeMs) {
        return new ContactsConfig() {
            @Override
            public String indexed() {
                return indexed;
            }

            @Override
            public int changesEverySeconds() {
                return 5;
            }

            @Override
            public int wholeEveryHours() {
                return 24;
            }

            @Override
            public int negativeMs() {
                return negativeMs;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ContactsConfig.class;
            }
        };
    }
}
