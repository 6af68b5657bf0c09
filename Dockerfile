# One service as an image:  docker build --build-arg SERVICE=triage-engine -t nsirs/triage-engine .
# From the jar that Maven built before (README, "With Docker"); docker-compose.yml builds all three.
ARG BASE=eclipse-temurin:17-jre

FROM ${BASE} AS layers
ARG SERVICE
WORKDIR /layers
COPY ${SERVICE}/target/${SERVICE}-*-app.jar application.jar
# Not as one jar inside another: a layer for what rarely changes, and a class path that the JVM can archive.
RUN java -Djarmode=tools -jar application.jar extract --layers --destination extracted

FROM ${BASE}
ARG SERVICE
LABEL org.opencontainers.image.title="${SERVICE}" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /application
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
COPY docker/training.properties /training/
# The class path in words, not in the jar's manifest: Tomcat looks for Camunda's web files in the jars it finds there.
RUN case "${SERVICE}" in \
        referral-intake) main=uk.nsirs.intake.IntakeApplication ;; \
        triage-engine) main=uk.nsirs.triage.TriageEngineApplication ;; \
        notification-service) main=uk.nsirs.notification.NotificationApplication ;; \
        *) echo "No service ${SERVICE}"; exit 1 ;; \
    esac; \
    printf -- '-cp\napplication.jar%s\n' "$(printf ':%s' lib/*.jar)" > class-path.args; \
    echo "$main" > main.args
# A run whose classes go into an archive, so that every start reads them ready-made. There is no database here: it ends
# where the service needs one for the first time (docker/README.md).
RUN java -XX:ArchiveClassesAtExit=application.jsa -Dspring.context.exit=onRefresh @class-path.args @main.args \
        --spring.config.additional-location=file:/training/training.properties > /tmp/training.log 2>&1; \
    if [ ! -s application.jsa ]; then cat /tmp/training.log; exit 1; fi; \
    chmod 644 application.jsa; rm /tmp/training.log

# By number: a platform that forbids root can see that it is none, and the base image needs no such user.
USER 10001:10001
ENV SERVER_PORT=8080 HOME=/tmp
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=6 \
    CMD curl --fail --silent --output /dev/null "http://127.0.0.1:${SERVER_PORT}/actuator/health"
# -Xshare:auto is the default: without a usable archive the service starts as well, only later.
ENTRYPOINT ["java", \
    "-XX:SharedArchiveFile=application.jsa", \
    "-XX:MaxRAMPercentage=65", \
    "-XX:+ExitOnOutOfMemoryError", \
    "-Djava.awt.headless=true", \
    "-Dfile.encoding=UTF-8", \
    "@class-path.args", "@main.args"]
