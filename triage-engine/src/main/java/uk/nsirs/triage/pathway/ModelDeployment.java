package uk.nsirs.triage.pathway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys every process, decision and form of the {@code bpmn} jar as one deployment, and sets up the worklist's
 * filters, before anything else starts. An unchanged set is not deployed again.
 */
@Component
final class ModelDeployment implements SmartInitializingSingleton {

    private final RepositoryService repository;
    private final WorklistSetup worklist;
    private final OneStartAtATime starts;

    ModelDeployment(RepositoryService repository, WorklistSetup worklist, OneStartAtATime starts) {
        this.repository = repository;
        this.worklist = worklist;
        this.starts = starts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        starts.prepare(() -> {
            deploy();
            worklist.prepare();
        });
    }

    private void deploy() {
        // Duplicate filtering off per resource: where one model changed, all are deployed together, so that a model
        // and the form it names are always found in the same deployment.
        var deployment = repository
                .createDeployment()
                .name("nsirs")
                .source("triage-engine")
                .enableDuplicateFiltering(false);
        for (var model : models()) {
            try (var content = model.resource().getInputStream()) {
                deployment.addInputStream(model.name(), content);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("Model not readable: " + model.name(), unreadable);
            }
        }
        deployment.deploy();
    }

    /** Every model on the class path, by its name relative to the jar's root. */
    static List<Model> models() {
        var resolver = new PathMatchingResourcePatternResolver();
        var models = new ArrayList<Model>();
        try {
            for (var pattern : List.of("processes/*.bpmn", "decisions/*.dmn", "forms/*.form")) {
                var folder = pattern.substring(0, pattern.indexOf('/') + 1);
                for (var resource : resolver.getResources("classpath*:" + pattern)) {
                    models.add(new Model(folder + resource.getFilename(), resource));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Models not readable", unreadable);
        }
        if (models.stream().noneMatch(model -> model.name().endsWith(".bpmn"))) {
            throw new IllegalStateException("No process model on the class path");
        }
        models.sort(Comparator.comparing(Model::name));
        return models;
    }

    record Model(String name, Resource resource) {}
}
