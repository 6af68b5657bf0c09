package uk.nsirs.bpmn.models;

import java.util.List;

/** Ways to break the sound process: for each check one model or more that it must not let pass. */
final class BrokenModels {

    private BrokenModels() {}

    /** One change to the text of the sound process, after another one where a single change is not enough. */
    record Broken(String sound, String broken, Broken after) {

        String in(String text) {
            var changed = after == null ? text : after.in(text);
            if (!changed.contains(sound)) {
                throw new AssertionError("The sound process no longer contains " + sound);
            }
            return changed.replace(sound, broken);
        }
    }

    static List<Broken> breaking(ProcessConvention convention) {
        return switch (convention) {
            case THE_FILE_IS_NAMED_AFTER_ITS_PROCESS ->
                List.of(
                        change("process id=\"SoundProcess\"", "process id=\"OtherProcess\""),
                        change("isExecutable=\"true\"", "isExecutable=\"false\""));
            case HISTORY_HAS_A_TIME_TO_LIVE -> List.of(change(" camunda:historyTimeToLive=\"P3650D\"", ""));
            case IDS_SAY_WHAT_THEY_NAME ->
                List.of(
                        change("Task_AnswerQuestion", "Activity_0x1y2z"),
                        change("Event_WaitOver", "Task_WaitOver"),
                        change("\"Flow_WaitOver_to_ReferrerTold", "\"SequenceFlow_1"),
                        change("Message_WorkDone", "WorkDone"));
            case NAMES_ARE_WORDS_A_CLINICIAN_USES ->
                List.of(
                        change("name=\"Answer question\"", "name=\"Answer Question\""),
                        change("name=\"Answer question\"", "name=\"Answer\""),
                        change("name=\"Answer question\"", "name=\"Call service\""),
                        change(" name=\"Wait over\"", ""));
            case A_SPLIT_ASKS_AND_ITS_WAYS_ANSWER ->
                List.of(
                        change("name=\"Agreed?\"", "name=\"Agreed\""),
                        change(" name=\"Agreed?\"", ""),
                        change(" name=\"Yes\"", ""));
            case A_SPLIT_HAS_A_DEFAULT_AND_ONLY_IT_HAS_NO_CONDITION ->
                List.of(
                        change(" default=\"Flow_Agreed_to_ApplyRules\"", ""),
                        change("default=\"Flow_Agreed_to_ApplyRules\"", "default=\"Flow_Agreed_to_DoWork\""),
                        new Broken(
                                " default=\"Flow_Agreed_to_ApplyRules\"",
                                "",
                                change("exclusiveGateway", "inclusiveGateway")));
            case SPLITS_AND_JOINS_ARE_DRAWN ->
                List.of(change(
                        "sourceRef=\"Call_DoWork\" targetRef=\"Event_WorkDone\"",
                        "sourceRef=\"Call_DoWork\" targetRef=\"Task_ApplyRules\""));
            case STARTS_AND_ENDS_ARE_DRAWN ->
                List.of(change(
                        "sourceRef=\"Call_DoWork\" targetRef=\"Event_WorkDone\"",
                        "sourceRef=\"Call_DoWork\" targetRef=\"Event_QuestionAnswered\""));
            case A_MESSAGE_IS_NAMED_BY_ITS_ID ->
                List.of(
                        change("name=\"Message_WorkDone\"", "name=\"Work done\""),
                        change(" messageRef=\"Message_WorkDone\"", ""));
            case THE_ENGINE_PAUSES_AFTER_PEOPLE_MESSAGES_AND_CALLS_ONLY ->
                List.of(
                        change(
                                "name=\"Answer question\" camunda:asyncAfter=\"true\"",
                                "name=\"Answer question\" camunda:asyncAfter=\"false\""),
                        change("name=\"Do work\" camunda:asyncAfter=\"true\"", "name=\"Do work\""),
                        change("name=\"Work done\" camunda:asyncAfter=\"true\"", "name=\"Work done\""),
                        change("name=\"Wait over\"", "name=\"Wait over\" camunda:asyncAfter=\"true\""),
                        change("name=\"Apply rules\"", "name=\"Apply rules\" camunda:asyncBefore=\"true\""));
            case A_CALL_PASSES_THE_BUSINESS_KEY_AND_NAMES_ITS_VARIABLES ->
                List.of(
                        change("<camunda:in businessKey=\"#{execution.processBusinessKey}\" />", ""),
                        change("source=\"reference\" target=\"reference\"", "variables=\"all\""),
                        change("source=\"outcome\" target=\"outcome\"", "variables=\"all\""));
            case CALLED_MODELS_ARE_THE_LATEST ->
                List.of(
                        change(
                                "camunda:calledElementBinding=\"latest\"",
                                "camunda:calledElementBinding=\"deployment\""),
                        change("calledElement=\"DoWork\"", "calledElement=\"${work}\""),
                        change("camunda:decisionRefBinding=\"latest\"", "camunda:resultVariable=\"kept\""));
            case A_PERSON_HAS_A_FORM_A_GROUP_AND_A_RULE ->
                List.of(
                        change(" camunda:formRef=\"AnswerQuestion\"", ""),
                        change("camunda:formRefBinding=\"deployment\"", "camunda:formRefBinding=\"latest\""),
                        change("camunda:candidateGroups=\"clinicians\"", "camunda:candidateGroups=\"everybody\""),
                        change(" camunda:candidateGroups=\"clinicians\"", ""),
                        change("completionRules.check(task)", "completionRules.prepare(task)"));
            case WHOEVER_WAITS_CAN_BE_CHASED ->
                List.of(change(" camunda:dueDate=\"${timers.triageReminder(execution)}\"", ""));
            case DURATIONS_ARE_CONFIGURATION ->
                List.of(
                        change(">${timers.triageReminder(execution)}<", ">2030-01-01T09:00:00<"),
                        change("dueDate=\"${timers.triageReminder(execution)}\"", "dueDate=\"${soon}\""));
            case ONLY_THE_PATHWAY_IS_INTERRUPTED_FROM_OUTSIDE ->
                List.of(change("name=\"Tell referrer\"", "name=\"Tell referrer\" triggeredByEvent=\"true\""));
        };
    }

    static List<Broken> breaking(PictureRule rule) {
        return switch (rule) {
            case EVERYTHING_IS_DRAWN ->
                List.of(change(
                        "<bpmndi:BPMNEdge id=\"Flow_DoWork_to_WorkDone_Edge\" bpmnElement=\"Flow_DoWork_to_WorkDone\">",
                        "<bpmndi:BPMNEdge id=\"Flow_DoWork_to_WorkDone_Edge\" bpmnElement=\"Flow_Agreed_to_DoWork\">"));
            case EVERY_LABEL_HAS_A_PLACE_OF_ITS_OWN ->
                List.of(change(
                        "<bpmndi:BPMNEdge id=\"Flow_DoWork_to_WorkDone_Edge\" bpmnElement=\"Flow_DoWork_to_WorkDone\">",
                        "<bpmndi:BPMNEdge id=\"Flow_DoWork_to_WorkDone_Edge\" bpmnElement=\"Flow_Agreed_to_DoWork\">"));
            case EVERY_LABEL_HAS_ROOM_FOR_ITS_TEXT ->
                List.of(change("x=\"78\" y=\"164\" width=\"85\"", "x=\"78\" y=\"164\" width=\"30\""));
            case NO_SHAPES_OVERLAP ->
                List.of(
                        change("x=\"460\" y=\"260\"", "x=\"460\" y=\"170\""),
                        change("x=\"722\" y=\"282\"", "x=\"670\" y=\"282\""));
            case WHAT_BELONGS_INSIDE_IS_INSIDE -> List.of(change("x=\"652\" y=\"282\"", "x=\"600\" y=\"282\""));
            case NO_LABEL_LIES_ON_A_SHAPE ->
                List.of(
                        change("x=\"410\" y=\"122\"", "x=\"450\" y=\"122\""),
                        change("x=\"632\" y=\"324\"", "x=\"600\" y=\"324\""));
            case NO_LABEL_LIES_ON_A_LINE -> List.of(change("x=\"410\" y=\"122\"", "x=\"410\" y=\"135\""));
            case NO_LABELS_OVERLAP -> List.of(change("x=\"387\" y=\"179\"", "x=\"411\" y=\"123\""));
            case LINES_END_AT_WHAT_THEY_JOIN ->
                List.of(
                        change("<di:waypoint x=\"138\" y=\"140\" />", "<di:waypoint x=\"150\" y=\"140\" />"),
                        change("<di:waypoint x=\"405\" y=\"140\" />", "<di:waypoint x=\"405\" y=\"150\" />"));
            case LINES_ARE_HORIZONTAL_OR_VERTICAL ->
                List.of(change("<di:waypoint x=\"380\" y=\"300\" />", "<di:waypoint x=\"390\" y=\"290\" />"));
            case NO_LINE_RUNS_THROUGH_A_SHAPE ->
                List.of(
                        change("x=\"102\" y=\"122\" width=\"36\"", "x=\"400\" y=\"122\" width=\"36\""),
                        change("<dc:Bounds x=\"460\" y=\"100\"", "<dc:Bounds x=\"330\" y=\"200\""));
            case NO_LINE_CROSSES_OR_TOUCHES_ANOTHER ->
                List.of(change(
                        "<di:waypoint x=\"622\" y=\"140\" />",
                        "<di:waypoint x=\"300\" y=\"140\" /><di:waypoint x=\"622\" y=\"140\" />"));
            case THE_WAY_GOES_LEFT_TO_RIGHT ->
                List.of(change("<di:waypoint x=\"560\" y=\"140\" />", "<di:waypoint x=\"1560\" y=\"140\" />"));
        };
    }

    private static Broken change(String sound, String broken) {
        return new Broken(sound, broken, null);
    }
}
