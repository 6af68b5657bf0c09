package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.ofAChildWaitingSince;
import static uk.nsirs.triage.Referrals.submitted;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import uk.nsirs.events.Analyte;
import uk.nsirs.events.Comparator;
import uk.nsirs.events.LaboratoryMeasurement;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ResultEvent.LaboratoryReported;
import uk.nsirs.events.ResultStatus;

/** Camunda's web applications and the pages beside them, behind one sign-in. */
@ExtendWith(OutputCaptureExtension.class)
class WebApplicationsTest extends TriageTest {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Test
    void aClinicianWorksInTasklistWithOneSignInAndIsStoppedWhereTheServerSaysNo() throws Exception {
        // given
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        var task = task(reference, "Task_ConfirmTriageDecision");
        signIn("clinician");
        assertThat(get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);

        assertThat(get("/camunda/api/engine/engine/default/filter?itemCount=false")
                        .body())
                .contains("My tasks", "Triage decisions", "Overdue for my group", "Urgent for my group");
        assertThat(get("/camunda/api/engine/engine/default/task/" + task + "/deployed-form")
                        .body())
                .contains("decisionReason");
        assertThat(get("/camunda/api/engine/engine/default/task/" + task + "/form-variables")
                        .body())
                .contains("recommendationText", "The referral criteria are met.");

        // when and then
        var engine = "/camunda/api/engine/engine/default";
        assertThat(post(engine + "/task", "{\"taskDefinitionKey\":\"Task_ConfirmTriageDecision\"}")
                        .body())
                .contains(task);
        assertThat(post(engine + "/task", "{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/camunda/api/admin/setup/default/user/create", "{}").statusCode())
                .isEqualTo(403);
        assertThat(post(engine + "/task/" + task + "/comment/create", "{\"message\":\"x\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(engine + "/task/" + task + "/claim", "{\"userId\":\"clinician\"}")
                        .statusCode())
                .isEqualTo(204);
        var refused = post(
                engine + "/task/" + task + "/submit-form",
                "{\"variables\":{\"decision\":{\"value\":\"DO_NOT_ACCEPT\"},\"evaluation\":{\"value\":1}}}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("Choose a reason");
        var accepted = post(
                engine + "/task/" + task + "/submit-form",
                "{\"variables\":{\"decision\":{\"value\":\"ACCEPT\"},\"decisionReason\":{\"value\":null},"
                        + "\"evaluation\":{\"value\":1}}}");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(204);
        awaitStatus(reference, "ACCEPTED");
    }

    @Test
    void theCaseFilePageShowsTheReferralAndIssuesALetter() throws Exception {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        task(reference, "Task_ConfirmTriageDecision");
        signIn("clinician");
        var page = get("/cases/" + reference);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(Referrals.FAMILY_NAME).contains("21.5 kg/m2");

        var answer = form(
                "/cases/" + reference + "/letters",
                "kind=ADVICE&title=Advice&body=Please+measure&_csrf=" + token(page.body()));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(get("/cases/" + reference).body()).contains("Please measure");
    }

    /** As by a double click. */
    @Test
    void oneLetterFromOnePageIsIssuedOnceHoweverOftenItIsSent() throws Exception {
        var reference = waiting(withPartialLipodystrophy());
        signIn("clinician");
        var page = get("/cases/" + reference).body();
        var path = "/cases/" + reference + "/letters";
        var letter = "kind=ADVICE&title=Advice&body=Please+measure%0D%0Aadiponectin&form=" + hidden("form", page)
                + "&_csrf=" + token(page);

        var answers =
                Stream.generate(() -> form(path, letter)).limit(3).parallel().toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(302);
        assertThat(letters(reference)).hasSize(1);
        assertThat(promised(reference)).containsOnlyOnce("LetterIssued");

        // and whoever goes back and writes something else means another letter, as does who writes the same anew
        assertThat(form(path, letter.replace("adiponectin", "leptin")).statusCode())
                .isEqualTo(302);
        assertThat(form(path, letter.replace(hidden("form", page), "another")).statusCode())
                .isEqualTo(302);
        assertThat(letters(reference)).hasSize(3);
    }

    @Test
    void whatIsWrongWithALetterIsSaidInTheWordsOfThePage() throws Exception {
        var reference = waiting(withPartialLipodystrophy());
        signIn("clinician");
        var page = get("/cases/" + reference).body();

        var refused = form("/cases/" + reference + "/letters", "kind=ADVICE&body=Typed+here&_csrf=" + token(page));

        assertThat(refused.body())
                .contains("Heading: One line of 1 to 120 characters.")
                .contains("Typed here")
                .doesNotContain("title: ");
        for (var text : List.of("half \\ud800", "turned \\u202e", "control \\u0000")) {
            var answer = call(
                    "clinician",
                    "POST",
                    "/api/cases/" + reference + "/letters",
                    "{\"kind\":\"ADVICE\",\"title\":\"" + text + "\",\"body\":\"" + text + "\"}");
            assertThat(answer.status()).as(text).isEqualTo(400);
            assertThat(answer.json().get("errors").findValuesAsText("pointer")).containsExactly("/title", "/body");
        }
        assertThat(letters(reference)).isEmpty();
    }

    private JsonNode letters(ReferralReference reference) {
        return call("clinician", "GET", "/api/cases/" + reference + "/letters", null)
                .json();
    }

    /** What people read where something cannot be shown or was not taken. */
    @Test
    void whoAsksForWhatIsNotThereIsToldSoOnAPage(CapturedOutput log) throws Exception {
        signIn("clinician");

        for (var path : List.of("/cases/" + newReference(), "/cases/9990000018", "/cases/9990000018/letters")) {
            assertPage(get(path), path.endsWith("letters") ? 405 : 404, "No such case file");
        }
        for (var path : List.of("/9990000018", "/error", "/camunda/app/9990000018", "/favicon.ico")) {
            assertPage(get(path), 404, "Page not found");
        }
        assertPage(get("/cases/x;y"), 400, "Not understood");
        assertPage(get("/camunda/app/admin/default/"), 403, "Not for this account");
        var answer = call("clinician", "GET", "/api/9990000018", null);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asText()).isEqualTo("There is nothing at this address.");
        assertThat(log.getAll()).doesNotContain("9990000018");
    }

    @Test
    void whoseSignInEndedIsToldWhatBecameOfWhatWasTyped() throws Exception {
        var reference = waiting(withPartialLipodystrophy());
        signIn("clinician");
        var letter = "kind=ADVICE&title=Advice&body=Typed+here&_csrf="
                + token(get("/cases/" + reference).body());
        var signInPage = "username=clinician&password=quickstart&_csrf="
                + token(get("/sign-in").body());
        cookies.getCookieStore().removeAll();

        assertPage(form("/cases/" + reference + "/letters", letter), 403, "The page was not taken");
        assertThat(letters(reference)).isEmpty();
        // and on the sign-in page itself, which was open for too long
        for (var path : List.of("/sign-in", "/sign-out")) {
            var answer = form(path, signInPage);
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("location").orElse("")).endsWith("/sign-in?ended");
        }
        assertThat(get("/sign-in?ended").body()).contains("Your sign-in has ended");
    }

    /** Where a session ends, the first to be refused is a call of Tasklist's own: nobody wants to read its answer. */
    @Test
    void aSignInLeadsToThePageThatWasAskedForAndNeverToACallOfTasklist() throws Exception {
        var page = "/cases/" + newReference();
        assertThat(asked(page, "text/html,application/xhtml+xml,*/*;q=0.8").statusCode())
                .isEqualTo(302);
        assertThat(asked("/camunda/api/engine/engine/default/filter", "application/hal+json, */*; q=0.5")
                        .statusCode())
                .isEqualTo(401);
        assertThat(signIn("clinician")).contains(page);

        cookies.getCookieStore().removeAll();
        assertThat(asked("/camunda/api/engine/engine/default/filter", "application/hal+json, */*; q=0.5")
                        .statusCode())
                .isEqualTo(401);
        assertThat(signIn("clinician")).endsWith("/camunda/app/tasklist/default/");
    }

    private HttpResponse<String> asked(String path, String accept) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Accept", accept).GET());
    }

    @Test
    void whoIsNoMemberOfStaffIsToldSoAndCanSignInWithAnotherAccount() throws Exception {
        signIn("monitoring");

        assertPage(get("/cases/" + newReference()), 403, "For staff of the service only");
        var page = get("/camunda/app/tasklist/default/");
        assertThat(form("/sign-out", "_csrf=" + token(page.body())).statusCode())
                .isEqualTo(302);
        signIn("clinician");
    }

    private static void assertPage(HttpResponse<String> answer, int status, String heading) {
        var asked = answer.request().uri().getPath();
        assertThat(answer.statusCode()).as(asked).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .as(asked)
                .startsWith("text/html");
        assertThat(answer.body()).as(asked).contains("<h1>" + heading + "</h1>").doesNotContain("9990000018");
    }

    /** H12: the day we received a referral is not the day from which the patient waits. */
    @Test
    void theCaseFilePageTellsSinceWhenThePatientWaitsAndWhoCaresForAChild() throws Exception {
        var child = newReference();
        send(ofAChildWaitingSince("2026-05-04", child, withPartialLipodystrophy()));
        task(child, "Task_ConfirmTriageDecision");
        var another = waiting(withPartialLipodystrophy());
        signIn("clinician");

        assertThat(get("/cases/" + child).body())
                .contains("4 May 2026, with the original referral")
                .contains("Mr Q Example, father");
        assertThat(get("/cases/" + another).body()).contains("not given: ask the referrer");
    }

    @Test
    void theCaseFilePageTellsWhatWasOrderedReportedDecidedAndIsStillToDo() throws Exception {
        // given
        var reference = waiting(withPartialLipodystrophy());
        begin("LaboratoryPanel", reference, Map.of());
        answer("nurse", reference, "Task_ArrangeLaboratoryPanel", Map.of("sampleTakenAt", "SERVICE"));
        var open = task(reference, "Task_RecordLaboratoryPanel");
        send(new LaboratoryReported(
                reference,
                Instant.now(),
                "L-17",
                1,
                ResultStatus.FINAL,
                null,
                "lab",
                List.of(new LaboratoryMeasurement(
                        Analyte.LEPTIN,
                        new BigDecimal("0.50"),
                        "ug/L",
                        Comparator.BELOW,
                        LocalDate.of(2026, 5, 20),
                        true,
                        null,
                        null))));
        await().atMost(SOON).until(() -> fact(reference, "leptinUgPerL") != null);
        begin("LiverMri", reference, Map.of());
        var next = task(reference, "Task_ArrangeLiverMri");
        signIn("clinician");

        // when
        var page = get("/cases/" + reference);

        // then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(reference + "-1")
                .contains("laboratory panel")
                .contains("&lt; 0.50 ug/L, taken 20 May 2026, fasting")
                .contains("Arrange laboratory panel")
                .contains("At our clinic")
                .contains("By nurse")
                .contains("/camunda/app/tasklist/default/#/?task=" + next)
                .doesNotContain("SERVICE")
                .doesNotContain("Task_");
        var view = call("nurse", "GET", "/api/cases/" + reference, null).json();
        assertThat(view.at("/orders/0/orderId").asText()).isEqualTo(reference + "-1");
        assertThat(view.at("/results/0/findings/0/value").asText()).startsWith("< 0.50 ug/L");
        assertThat(view.at("/learnt/0/value").asText())
                .as("below the limit, never the limit itself")
                .isEqualTo("< 0.5 ug/L");
        assertThat(view.at("/openTasks").findValuesAsText("id")).contains(next).doesNotContain("SERVICE");
        assertThat(view.at("/decisions/0/answers/0/answer").asText()).isEqualTo("At our clinic");
        assertThat(view.at("/timeline").findValuesAsText("what"))
                .endsWith("Referral received")
                .contains("Ordered: laboratory panel (" + reference + "-1)");
        assertThat(open).isNotEqualTo(next);
    }

    /** GEN-05, H7. */
    @Test
    void relativesAreLinkedInTheCaseFileAndNobodyOutsideIsTold() throws Exception {
        // given
        var mother = waiting(withPartialLipodystrophy());
        var daughter = waiting(withPartialLipodystrophy());
        var son = waiting(withPartialLipodystrophy());
        var told = List.of(promised(mother), promised(daughter), promised(son));
        assertThat(relativesOf(mother)).isEmpty();

        // when
        assertThat(link("counsellor", daughter, mother.value()).status()).isEqualTo(204);
        assertThat(link("nurse", son, daughter.value().toLowerCase(Locale.ROOT)).status())
                .isEqualTo(204);

        // then
        assertThat(relativesOf(mother)).containsExactlyInAnyOrder(daughter.value(), son.value());
        assertThat(relativesOf(daughter)).containsExactlyInAnyOrder(mother.value(), son.value());
        assertThat(List.of(promised(mother), promised(daughter), promised(son))).isEqualTo(told);
        signIn("clinician");
        var page = get("/cases/" + mother);
        assertThat(page.body()).contains("/cases/" + daughter, "/cases/" + son, "linked by counsellor");

        var answer = form("/cases/" + mother + "/relatives/removal", "_csrf=" + token(page.body()));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(relativesOf(mother)).isEmpty();
        assertThat(relativesOf(son)).containsExactly(daughter.value());
        answer = form("/cases/" + mother + "/relatives", "relative=" + son + "&_csrf=" + token(page.body()));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(relativesOf(mother)).containsExactlyInAnyOrder(daughter.value(), son.value());
    }

    /** GEN-05, H7: who linked and who took out, and when, stays to be read; of a relative only the reference. */
    @Test
    void theCaseFilesSayWhoLinkedRelativesAndWhoTookThemOut() {
        // given
        var mother = waiting(withPartialLipodystrophy());
        var daughter = waiting(withPartialLipodystrophy());
        var son = waiting(withPartialLipodystrophy());
        link("counsellor", daughter, mother.value());
        link("nurse", son, mother.value());
        link("nurse", mother, son.value());

        // when
        assertThat(unlink("clinician", daughter).status()).isEqualTo(204);
        assertThat(unlink("clinician", daughter).status()).isEqualTo(204);

        // then
        assertThat(familyLines(daughter))
                .containsExactly(
                        "Taken out of the family, by clinician",
                        "Linked with a relative's referral: " + mother + ", by counsellor");
        assertThat(familyLines(mother))
                .containsExactly(
                        "Relative's referral taken out of the family: " + daughter + ", by clinician",
                        "Linked with a relative's referral: " + son + ", by nurse",
                        "Linked with a relative's referral: " + daughter + ", by counsellor");
        assertThat(familyLines(son))
                .containsExactly(
                        "Relative's referral taken out of the family: " + daughter + ", by clinician",
                        "Linked with a relative's referral: " + mother + ", by nurse");
        assertThat(relativesOf(son)).containsExactly(mother.value());
    }

    @Test
    void familiesThatMeetBecomeOne() {
        var family = Stream.generate(() -> waiting(withPartialLipodystrophy()))
                .limit(4)
                .toList();
        link("clinician", family.get(0), family.get(1).value());
        link("clinician", family.get(2), family.get(3).value());
        link("clinician", family.get(3), family.get(0).value());

        for (var member : family) {
            assertThat(relativesOf(member)).hasSize(3).doesNotContain(member.value());
        }
    }

    @Test
    void onlyWhoSeesPatientsLinksARelativeAndOnlyWithAReferralThatExists() throws Exception {
        var reference = waiting(withPartialLipodystrophy());
        var other = waiting(withPartialLipodystrophy());
        assertThat(link("administrator", reference, other.value()).status()).isEqualTo(403);
        assertThat(unlink("administrator", reference).status()).isEqualTo(403);
        assertThat(link("clinician", reference, reference.value()).status()).isEqualTo(400);
        assertThat(link("clinician", reference, newReference().value()).status())
                .isEqualTo(400);
        assertThat(link("clinician", reference, Referrals.FAMILY_NAME).body())
                .contains("The reference of another referral")
                .doesNotContain(Referrals.FAMILY_NAME);
        assertThat(link("clinician", newReference(), other.value()).status()).isEqualTo(404);

        signIn("clinician");
        var refused = form(
                "/cases/" + reference + "/relatives",
                "relative=nobody&_csrf=" + token(get("/cases/" + reference).body()));
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body()).contains("The reference of another referral");
        assertThat(relativesOf(reference)).isEmpty();
    }

    private Answer link(String account, ReferralReference reference, String relative) {
        return call(account, "POST", "/api/cases/" + reference + "/relatives", Map.of("relative", relative));
    }

    private Answer unlink(String account, ReferralReference reference) {
        return call(account, "DELETE", "/api/cases/" + reference + "/relatives", null);
    }

    /** The lines of the timeline that are about the family, newest first. */
    private List<String> familyLines(ReferralReference reference) {
        return call("nurse", "GET", "/api/cases/" + reference, null)
                .json()
                .get("timeline")
                .findValuesAsText("what")
                .stream()
                .filter(line -> line.contains("elative's") || line.contains("family"))
                .toList();
    }

    private List<String> relativesOf(ReferralReference reference) {
        var relatives =
                call("nurse", "GET", "/api/cases/" + reference, null).json().get("relatives");
        return StreamSupport.stream(relatives.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void aClinicianAsksForAReviewOfThePlanThatIsBeingCarriedOut() throws Exception {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        task(reference, "Task_ConfirmTriageDecision");
        var path = "/api/cases/" + reference + "/plan-reviews";

        assertThat(call("nurse", "POST", path, null).status()).isEqualTo(403);
        assertThat(call("clinician", "POST", path, null).status())
                .as("nothing is being carried out")
                .isEqualTo(409);
        assertThat(call("clinician", "POST", "/api/cases/" + newReference() + "/plan-reviews", null)
                        .status())
                .isEqualTo(404);
        assertThat(call(null, "POST", path, null).status()).isEqualTo(401);
        signIn("clinician");
        var refused = form(
                "/cases/" + reference + "/plan-reviews",
                "_csrf=" + token(get("/cases/" + reference).body()));
        assertThat(refused.body()).contains("only while the plan is being carried out");
        assertThat(meetings(reference)).isZero();
    }

    /** Two clinicians, or one who clicks twice. */
    @Test
    void ofSeveralWhoAskForAReviewOfThePlanAtOnceOneBeginsIt() {
        var reference = waiting(withPartialLipodystrophy());
        answer("clinician", reference, "Task_ConfirmTriageDecision", Map.of("decision", "ACCEPT"));
        awaitStatus(reference, "ACCEPTED");

        var answers = Stream.generate(() -> "/api/cases/" + reference + "/plan-reviews")
                .limit(3)
                .parallel()
                .map(path -> call("clinician", "POST", path, null))
                .toList();

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 409, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> assertThat(
                        answer.json().get("title").asText())
                .isEqualTo("Under way"));
        assertThat(meetings(reference)).isEqualTo(1);
    }

    @Test
    void aPlanCanBeReviewedAgainWhileItsTherapiesRun() {
        var reference = waiting(withPartialLipodystrophy());
        answer("clinician", reference, "Task_ConfirmTriageDecision", Map.of("decision", "ACCEPT"));
        awaitStatus(reference, "ACCEPTED");
        var path = "/api/cases/" + reference + "/plan-reviews";
        assertThat(call("clinician", "POST", path, null).status()).isEqualTo(204);
        assertThat(goesOff(reference, "Event_MeetingDue")).isEqualTo(1);
        task(reference, "Task_RecordMdtOutcome");
        assertThat(call("clinician", "POST", path, null).status())
                .as("the outcome of the meeting is not recorded yet")
                .isEqualTo(409);

        answer(
                "clinician",
                reference,
                "Task_RecordMdtOutcome",
                Map.of("planDieteticSupport", true, "followUpMonths", 6));
        await().atMost(SOON).until(() -> running("DieteticSupport", reference) == 1);

        assertThat(call("clinician", "POST", path, null).status()).isEqualTo(204);
        assertThat(meetings(reference)).isEqualTo(2);
    }

    private long meetings(ReferralReference reference) {
        return running("MultidisciplinaryReview", reference);
    }

    private long running(String process, ReferralReference reference) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(reference.value())
                .count();
    }

    @Test
    void onlyWhoSignsInToTheWebApplicationsIsWrittenIntoTheEngine() throws Exception {
        assertThat(call("nurse", "GET", "/engine-rest/task/count", null).status())
                .isEqualTo(200);
        signIn("clinician");

        assertThat(jdbc.queryForList("select id_ from act_id_user", String.class))
                .contains("clinician")
                .doesNotContain("nurse");
        assertThat(jdbc.queryForList(
                        "select group_id_ from act_id_membership where user_id_ = 'clinician'", String.class))
                .containsExactly("clinicians");
    }

    @Test
    void signingOutOfCamundaEndsTheSession() throws Exception {
        signIn("administrator");
        assertThat(get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
        assertThat(get("/camunda/api/admin/auth/user/default").body()).contains("cockpit");
        assertThat(
                        get("/camunda/api/cockpit/plugin/base/default/process-definition/statistics?firstResult=0&maxResults=50")
                                .body())
                .contains("ReferralPathway");

        assertThat(post("/camunda/api/admin/auth/user/default/logout", "").statusCode())
                .isEqualTo(204);

        assertThat(get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(302);
        assertThat(form("/camunda/api/admin/auth/user/default/login/cockpit", "username=nsirs-system&password=x")
                        .statusCode())
                .isIn(401, 403);
    }

    /** Where somebody who signs in is led. */
    private String signIn(String account) throws Exception {
        var page = get("/sign-in");
        var answer = form("/sign-in", "username=" + account + "&password=quickstart&_csrf=" + token(page.body()));
        assertThat(answer.statusCode()).isEqualTo(302);
        var location = answer.headers().firstValue("location").orElse("");
        assertThat(location).doesNotContain("error");
        return location;
    }

    private static String token(String page) {
        return hidden("_csrf", page);
    }

    private static String hidden(String name, String page) {
        var matcher =
                Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]+)\"").matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private HttpResponse<String> form(String path, String body) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return browser.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .forEach(token -> request.header("X-XSRF-TOKEN", token));
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
