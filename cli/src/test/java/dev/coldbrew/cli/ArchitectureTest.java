package dev.coldbrew.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Keeps the arrows of docs/architecture.md. */
class ArchitectureTest {
    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.coldbrew");

    @Test
    void theRoomsSeeOnlyThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.coldbrew..")
                .layer("cli")
                .definedBy("dev.coldbrew.cli..")
                .layer("platform")
                .definedBy("dev.coldbrew.platform..")
                .layer("build")
                .definedBy("dev.coldbrew.build..")
                .layer("inspect")
                .definedBy("dev.coldbrew.inspect..")
                .layer("launcher")
                .definedBy("dev.coldbrew.launcher..")
                .layer("json")
                .definedBy("dev.coldbrew.json..")
                .layer("runtime")
                .definedBy("dev.coldbrew.runtime..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("platform")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("build")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("inspect")
                .mayOnlyBeAccessedByLayers("build", "platform", "cli")
                .whereLayer("launcher")
                .mayOnlyBeAccessedByLayers("build")
                .whereLayer("json")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("runtime")
                .mayOnlyBeAccessedByLayers("json")
                .check(all);
    }

    @Test
    void theRoomsOfThePlatformSeeOnlyThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.coldbrew.platform..")
                .layer("entry")
                .definedBy("dev.coldbrew.platform")
                .layer("server")
                .definedBy("dev.coldbrew.platform.server..")
                .layer("invoke")
                .definedBy("dev.coldbrew.platform.invoke..")
                .layer("environment")
                .definedBy("dev.coldbrew.platform.environment..")
                .layer("functions")
                .definedBy("dev.coldbrew.platform.functions..")
                .layer("sandbox")
                .definedBy("dev.coldbrew.platform.sandbox..")
                .whereLayer("entry")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("server")
                .mayOnlyBeAccessedByLayers("entry")
                .whereLayer("invoke")
                .mayOnlyBeAccessedByLayers("server", "entry")
                .whereLayer("environment")
                .mayOnlyBeAccessedByLayers("invoke", "entry")
                .whereLayer("sandbox")
                .mayOnlyBeAccessedByLayers("environment", "invoke")
                .check(all);
    }

    @Test
    void theRuntimeHasNoDependency() {
        classes()
                .that()
                .resideInAPackage("dev.coldbrew.runtime..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.coldbrew.runtime..")
                .check(all);
    }

    @Test
    void nothingInsideAFunctionUsesReflectionForItsData() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.coldbrew.json..", "dev.coldbrew.runtime.api..", "dev.coldbrew.runtime.log..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.reflect.Method")
                .check(all);
    }

    @Test
    void thePackagesHaveNoCycles() {
        slices().matching("dev.coldbrew.platform.(*)..")
                .should()
                .beFreeOfCycles()
                .check(all);
    }
}
