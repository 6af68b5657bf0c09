package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.submitted;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Camunda's web applications behind one sign-in. */
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
                .contains("My tasks", "Triage decisions");
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

    private void signIn(String account) throws Exception {
        var page = get("/sign-in");
        var answer = form("/sign-in", "username=" + account + "&password=quickstart&_csrf=" + token(page.body()));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElse("")).doesNotContain("error");
    }

    private static String token(String page) {
        var matcher = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private HttpResponse<String> form(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
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
