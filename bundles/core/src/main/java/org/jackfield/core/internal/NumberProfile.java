package org.jackfield.core.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How numbers are written at one link: one {@code etc/org.jackfield.number~<name>.cfg}. */
@Component(
        service = NumberProfile.class,
        configurationPid = "org.jackfield.number",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = NumberProfile.Config.class, factory = true)
public final class NumberProfile {
    /** The profile of links that have none of their own. */
    static final String DEFAULT = "default";

    /** Settings. */
    @ObjectClassDefinition(name = "Jackfield number plan", description = "How numbers are written at one PBX link")
    public @interface Config {
        @AttributeDefinition(description = "The link, for example asterisk~main; 'default' for all others")
        String link() default DEFAULT;

        @AttributeDefinition(description = "Two-letter region of numbers written without country code (ISO 3166-1)")
        String region() default "GB";

        @AttributeDefinition(description = "Digits dialled to get an outside line; empty if none")
        String outsidePrefix() default "";

        @AttributeDefinition(description = "true if the PBX writes and wants E.164 numbers without the plus")
        boolean noPlus() default false;

        @AttributeDefinition(description = "Regular expression of internal extensions")
        String extensions() default "[1-9][0-9]{2,4}";

        @AttributeDefinition(
                description =
                        "The organisation's own public numbers, E.164, comma-separated; a trailing * covers a range")
        String ownNumbers() default "";

        @AttributeDefinition(
                description =
                        "Beginnings of numbers that are never dialled for a client, E.164 or short, comma-separated")
        String deniedPrefixes() default DialRules.DENIED;

        @AttributeDefinition(description = "true to dial premium-rate numbers for clients")
        boolean allowPremium() default false;

        @AttributeDefinition(description = "false to dial numbers of the own region only")
        boolean allowInternational() default true;

        @AttributeDefinition(
                description = "Regular expression of the short numbers and feature codes that are dialled for clients;"
                        + " none but emergency numbers if empty")
        String dialCodes() default "";
    }

    final String link;
    final String region;
    final String outsidePrefix;
    final boolean noPlus;
    final Pattern extensions;
    final Set<String> ownNumbers;
    final DialRules rules;

    @Activate
    public NumberProfile(Config config) {
        this(
                config.link(),
                config.region(),
                config.outsidePrefix(),
                config.noPlus(),
                config.extensions(),
                config.ownNumbers(),
                DialRules.of(
                        config.deniedPrefixes(),
                        config.allowPremium(),
                        config.allowInternational(),
                        config.dialCodes()));
    }

    NumberProfile(
            String link, String region, String outsidePrefix, boolean noPlus, String extensions, String ownNumbers) {
        this(link, region, outsidePrefix, noPlus, extensions, ownNumbers, DialRules.DEFAULT);
    }

    NumberProfile(
            String link,
            String region,
            String outsidePrefix,
            boolean noPlus,
            String extensions,
            String ownNumbers,
            DialRules rules) {
        if (!region.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException(
                    "region '" + region + "' of number plan " + link + " must be two capital letters such as GB or VN");
        }
        if (!outsidePrefix.matches("[0-9]{0,4}")) {
            throw new IllegalArgumentException("outsidePrefix '" + outsidePrefix + "' of number plan " + link
                    + " must be up to four digits or empty");
        }
        this.link = link;
        this.rules = rules;
        this.region = region;
        this.outsidePrefix = outsidePrefix;
        this.noPlus = noPlus;
        try {
            this.extensions = Pattern.compile(extensions);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("extensions '" + extensions + "' of number plan " + link
                    + " is not a regular expression: " + e.getDescription());
        }
        this.ownNumbers = Arrays.stream(ownNumbers.split("[,\\s]+"))
                .filter(n -> !n.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isOwn(String e164) {
        return ownNumbers.contains(e164)
                || ownNumbers.stream()
                        .anyMatch(own -> own.endsWith("*") && e164.startsWith(own.substring(0, own.length() - 1)));
    }
}
