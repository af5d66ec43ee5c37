package org.jackfield.gates;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The star: everything imports {@code api}, nothing imports a sibling, and each outside library has one home. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StarTest {
    private static final String OURS = "org.jackfield";

    /** Packages of a library, and the only bundles that may know it. */
    private static final Map<String, List<String>> HOMES = Map.ofEntries(
            Map.entry("org.apache.camel..", List.of("routes")),
            Map.entry("org.apache.activemq..", List.of("broker")),
            Map.entry("io.netty..", List.of("broker", "device.sim")),
            Map.entry("org.eclipse.paho..", List.of("device.mqtt")),
            Map.entry("org.apache.cxf..", List.of("rest")),
            Map.entry("jakarta.ws.rs..", List.of("rest")),
            Map.entry("java.sql..", List.of("store")),
            Map.entry("javax.sql..", List.of("store")),
            Map.entry("com.google.i18n..", List.of("core")),
            Map.entry("org.apache.commons.csv..", List.of("crm.directory", "staffing")),
            Map.entry("com.fasterxml.jackson.dataformat..", List.of("crm.rest")),
            Map.entry("com.unboundid..", List.of("crm.ldap")),
            Map.entry("ezvcard..", List.of("crm.carddav")),
            Map.entry("org.apache.karaf..", List.of("shell")));

    /**
     * What is not deployed: tests of others extend its classes, and its player prints. It knows api alone all the same.
     */
    private static final String TESTKIT = "testkit";

    private final Path bundles = Path.of(System.getProperty("bundles"));
    private JavaClasses production;
    private JavaClasses tests;

    @BeforeAll
    void readTheBundles() throws IOException {
        production = new ClassFileImporter().importPaths(folders("classes", "src/main/java"));
        tests = new ClassFileImporter().importPaths(folders("test-classes", "src/test/java"));
    }

    @Test
    void apiStandsOnJavaAlone() {
        classes()
                .that(resideInAPackage(OURS + ".api.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(OURS + ".api..", "java..", "org.osgi.annotation.."))
                .check(production);
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void aBundleKnowsTheApiAndItself(String bundle) {
        noClasses()
                .that(resideInAPackage(packagesOf(bundle)))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(OURS + "..").and(resideOutsideOfPackages(OURS + ".api..", packagesOf(bundle))))
                .because("a bundle imports api and no sibling, so that each can be replaced")
                .allowEmptyShould(true)
                .check(production);
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void aBundleKeepsItsClassesInside(String bundle) {
        classes()
                .that(resideInAPackage(packagesOf(bundle)))
                .should()
                .resideInAPackage(OURS + "." + bundle + ".internal..")
                .because("only api shows classes to others")
                .allowEmptyShould(true)
                .check(production);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryLivesInOneBundle(String library, List<String> homes) {
        noClasses()
                .that(resideOutsideOfPackages(
                        homes.stream().map(StarTest::packagesOf).toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .because("it can be replaced only as long as one bundle knows it: " + homes)
                .check(production);
    }

    @Test
    void onlyTheShellAndProcessesOfTheirOwnPrint() {
        noClasses()
                .that(resideOutsideOfPackages(
                        packagesOf("shell"),
                        packagesOf("pbx.sim"),
                        packagesOf("crm.sandbox"),
                        packagesOf("device.sim"),
                        packagesOf(TESTKIT)))
                .and()
                .haveSimpleNameNotEndingWith("Main")
                .should(ACCESS_STANDARD_STREAMS)
                .because("everything else logs")
                .check(production);
    }

    @Test
    void noTestSleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .because("a test waits for a condition, with a deadline")
                .check(tests);
    }

    Stream<String> leaves() throws IOException {
        return sources("src/main/java").map(b -> b.getFileName().toString()).filter(b -> !b.equals("api"));
    }

    Stream<String> deployed() throws IOException {
        return leaves().filter(b -> !b.equals(TESTKIT));
    }

    Stream<Arguments> libraries() {
        return HOMES.entrySet().stream().map(home -> Arguments.of(home.getKey(), home.getValue()));
    }

    private static String packagesOf(String bundle) {
        return OURS + "." + bundle + "..";
    }

    /**
     * The compiled folders of all bundles that have such sources; a bundle that was not compiled must not pass unseen.
     */
    private List<Path> folders(String compiled, String source) throws IOException {
        List<Path> folders =
                sources(source).map(b -> b.resolve("target").resolve(compiled)).toList();
        for (Path folder : folders) {
            assertFalse(Files.notExists(folder), folder + " is missing: compile the bundles first");
        }
        return folders;
    }

    private Stream<Path> sources(String source) throws IOException {
        try (Stream<Path> all = Files.list(bundles)) {
            return all.filter(b -> Files.isDirectory(b.resolve(source))).sorted().toList().stream();
        }
    }
}
