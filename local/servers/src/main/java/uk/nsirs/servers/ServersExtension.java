package uk.nsirs.servers;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts what {@link RealServers} asks for and tells Spring about it. */
public final class ServersExtension implements BeforeAllCallback, TestInstancePreConstructCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        provide(context.getRequiredTestClass());
    }

    /** With one instance per class, Spring's context starts before {@link #beforeAll}. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        provide(factory.getTestClass());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return ServersOfThisJvm.get();
    }

    private static void provide(Class<?> testClass) {
        RealServers wanted = wanted(testClass);
        ServersOfThisJvm servers = ServersOfThisJvm.get();
        CompletableFuture<Void> database = wanted.postgres()
                ? CompletableFuture.runAsync(servers::announceDatabase)
                : CompletableFuture.completedFuture(null);
        if (wanted.kafka()) {
            servers.announceBroker();
        }
        database.join();
    }

    private static RealServers wanted(Class<?> testClass) {
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            var found = AnnotationSupport.findAnnotation(type, RealServers.class);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException(testClass.getName() + " is not annotated with @RealServers");
    }
}
