package uk.nsirs.bpmn.models;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** What each process model must keep to (style.md, "BPMN and DMN"; architecture sections 2 and 5). */
enum ProcessConvention {
    THE_FILE_IS_NAMED_AFTER_ITS_PROCESS {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            var processes = model.getModelElementsByType(Process.class);
            if (processes.size() != 1) {
                faults.add("has " + processes.size() + " processes");
            }
            processes.stream()
                    .filter(process -> !process.getId().equals(file) || !process.isExecutable())
                    .forEach(process -> faults.add(process.getId() + " is not the executable process " + file));
        }
    },
    HISTORY_HAS_A_TIME_TO_LIVE {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            model.getModelElementsByType(Process.class).stream()
                    .filter(process -> process.getCamundaHistoryTimeToLiveString() == null)
                    .forEach(process -> faults.add(process.getId()));
        }
    },
    IDS_SAY_WHAT_THEY_NAME {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(model, FlowNode.class, faults, node -> node.getId().matches(prefix(node) + "_[A-Z][A-Za-z0-9]+"));
            expect(model, SequenceFlow.class, faults, flow -> flow.getId().startsWith("Flow_"));
            expect(model, Message.class, faults, message -> message.getId().matches("Message_[A-Z][A-Za-z]+"));
        }

        private String prefix(FlowNode node) {
            if (node instanceof SubProcess) {
                return "Subprocess";
            }
            if (node instanceof CallActivity) {
                return "Call";
            }
            if (node instanceof Activity) {
                return "Task";
            }
            return node instanceof Event ? "Event" : "Gateway";
        }
    },
    NAMES_ARE_WORDS_A_CLINICIAN_USES {
        /** Sentence case; the only capitals inside are names that every clinician writes so. */
        private final Pattern sentence =
                Pattern.compile("(Type B|[A-Z][a-z-]*)( ([a-z][a-z-]*|MRI|BMI|NICE|Type B))*\\??");

        private final Pattern technical = Pattern.compile(
                "\\b(process|event|api|kafka|topic|database|variable|dmn|bpmn|service|delegate|correlate|json|http)\\b",
                Pattern.CASE_INSENSITIVE);

        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(model, Activity.class, faults, activity -> plain(activity.getName()) && words(activity) >= 2);
            expect(model, Event.class, faults, event -> plain(event.getName()));
            expect(model, Process.class, faults, process -> plain(process.getName()));
        }

        private boolean plain(String name) {
            return name != null
                    && sentence.matcher(name).matches()
                    && !technical.matcher(name).find();
        }

        private int words(Activity activity) {
            return activity.getName().split(" ").length;
        }
    },
    A_SPLIT_ASKS_AND_ITS_WAYS_ANSWER {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(model, Gateway.class, faults, gateway -> {
                var asks = gateway instanceof ExclusiveGateway || gateway instanceof InclusiveGateway;
                if (!asks || gateway.getOutgoing().size() < 2) {
                    return gateway.getName() == null;
                }
                return gateway.getName() != null
                        && gateway.getName().endsWith("?")
                        && gateway.getOutgoing().stream().allMatch(flow -> flow.getName() != null);
            });
        }
    },
    A_SPLIT_HAS_A_DEFAULT_AND_ONLY_IT_HAS_NO_CONDITION {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(model, ExclusiveGateway.class, faults, gateway -> isSound(gateway, gateway.getDefault()));
            expect(model, InclusiveGateway.class, faults, gateway -> isSound(gateway, gateway.getDefault()));
        }

        private boolean isSound(Gateway gateway, SequenceFlow otherwise) {
            return gateway.getOutgoing().size() < 2
                    || otherwise != null
                            && gateway.getOutgoing().stream()
                                    .allMatch(
                                            flow -> flow.equals(otherwise) == (flow.getConditionExpression() == null));
        }
    },
    SPLITS_AND_JOINS_ARE_DRAWN {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(model, FlowNode.class, faults, node -> {
                if (node instanceof Gateway) {
                    return incoming(node) == 1 || outgoing(node) == 1;
                }
                return incoming(node) <= 1 && outgoing(node) <= 1;
            });
        }
    },
    STARTS_AND_ENDS_ARE_DRAWN {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(model, FlowNode.class, faults, node -> {
                var starts = node instanceof StartEvent
                        || node instanceof BoundaryEvent
                        || node instanceof SubProcess inner && inner.triggeredByEvent();
                var ends = node instanceof EndEvent || node instanceof SubProcess inner && inner.triggeredByEvent();
                return starts == (incoming(node) == 0) && ends == (outgoing(node) == 0);
            });
        }
    },
    A_MESSAGE_IS_NAMED_BY_ITS_ID {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(model, Message.class, faults, message -> message.getId().equals(message.getName()));
            expect(model, MessageEventDefinition.class, faults, definition -> definition.getMessage() != null);
        }
    },
    THE_ENGINE_PAUSES_AFTER_PEOPLE_MESSAGES_AND_CALLS_ONLY {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(
                    model,
                    FlowNode.class,
                    faults,
                    node -> node instanceof EventBasedGateway
                            || !node.isCamundaAsyncBefore() && node.isCamundaAsyncAfter() == pausesAfter(node));
        }

        private boolean pausesAfter(FlowNode node) {
            return node instanceof UserTask
                    || node instanceof CallActivity
                    || (node instanceof IntermediateCatchEvent || node instanceof BoundaryEvent)
                            && ((CatchEvent) node)
                                    .getEventDefinitions().stream().anyMatch(MessageEventDefinition.class::isInstance);
        }
    },
    A_CALL_PASSES_THE_BUSINESS_KEY_AND_NAMES_ITS_VARIABLES {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(model, CallActivity.class, faults, call -> {
                var in = extensions(call, CamundaIn.class);
                var out = extensions(call, CamundaOut.class);
                return in.stream().anyMatch(mapping -> "#{execution.processBusinessKey}"
                                .equals(mapping.getCamundaBusinessKey()))
                        && in.stream().noneMatch(mapping -> mapping.getCamundaVariables() != null)
                        && out.stream().noneMatch(mapping -> mapping.getCamundaVariables() != null);
            });
        }
    },
    CALLED_MODELS_ARE_THE_LATEST {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(
                    model,
                    CallActivity.class,
                    faults,
                    call -> "latest".equals(call.getCamundaCalledElementBinding())
                            && !call.getCalledElement().contains("{"));
            expect(
                    model,
                    BusinessRuleTask.class,
                    faults,
                    task -> "latest".equals(task.getCamundaDecisionRefBinding())
                            && task.getCamundaResultVariable() == null);
        }
    },
    A_PERSON_HAS_A_FORM_A_GROUP_AND_A_RULE {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(model, UserTask.class, faults, task -> {
                var listeners = extensions(task, CamundaTaskListener.class).stream()
                        .map(listener -> listener.getCamundaEvent() + listener.getCamundaExpression())
                        .toList();
                return task.getCamundaFormRef() != null
                        && "deployment".equals(task.getCamundaFormRefBinding())
                        && GROUPS.containsAll(task.getCamundaCandidateGroupsList())
                        && !task.getCamundaCandidateGroupsList().isEmpty()
                        && listeners.equals(List.of(
                                "create${completionRules.prepare(task)}", "complete${completionRules.check(task)}"));
            });
        }
    },
    WHOEVER_WAITS_CAN_BE_CHASED {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(
                    model,
                    UserTask.class,
                    faults,
                    task -> task.getCamundaDueDate() != null
                            || model.getModelElementsByType(BoundaryEvent.class).stream()
                                    .anyMatch(event -> event.getAttachedTo().equals(task)
                                            && !event.cancelActivity()
                                            && event.getEventDefinitions().stream()
                                                    .anyMatch(TimerEventDefinition.class::isInstance)));
        }
    },
    DURATIONS_ARE_CONFIGURATION {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(model, TimerEventDefinition.class, faults, timer -> {
                TimeDate date = timer.getTimeDate();
                return date != null && date.getTextContent().startsWith("${");
            });
            expect(
                    model,
                    UserTask.class,
                    faults,
                    task -> task.getCamundaDueDate() == null
                            || task.getCamundaDueDate().startsWith("${timers."));
        }
    },
    ONLY_THE_PATHWAY_IS_INTERRUPTED_FROM_OUTSIDE {
        @Override
        void check(String file, BpmnModelInstance model, List<String> faults) {
            expect(
                    model,
                    SubProcess.class,
                    faults,
                    inner -> !inner.triggeredByEvent() || file.equals("ReferralPathway"));
        }
    };

    private static final Set<String> GROUPS =
            Set.of("administrators", "clinicians", "nurses", "dietitians", "counsellors");

    /** The faults of the model by this convention, in words; none means that it is kept. */
    List<String> faults(String file, BpmnModelInstance model) {
        var faults = new ArrayList<String>();
        check(file, model, faults);
        return faults;
    }

    abstract void check(String file, BpmnModelInstance model, List<String> faults);

    String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Counted on the lines themselves, as the engine does, not on what the node says about them. */
    private static long incoming(FlowNode node) {
        return flows(node).filter(flow -> node.equals(flow.getTarget())).count();
    }

    private static long outgoing(FlowNode node) {
        return flows(node).filter(flow -> node.equals(flow.getSource())).count();
    }

    private static Stream<SequenceFlow> flows(FlowNode node) {
        return node.getModelInstance().getModelElementsByType(SequenceFlow.class).stream();
    }

    private static <T extends ModelElementInstance> void expect(
            BpmnModelInstance model, Class<T> type, List<String> faults, Predicate<T> rule) {
        model.getModelElementsByType(type).stream()
                .filter(element -> !rule.test(element))
                .map(element -> element instanceof BaseElement base ? base.getId() : element.toString())
                .forEach(faults::add);
    }

    private static <T extends ModelElementInstance> Collection<T> extensions(BaseElement element, Class<T> type) {
        return element.getExtensionElements() == null
                ? List.of()
                : element.getExtensionElements()
                        .getElementsQuery()
                        .filterByType(type)
                        .list();
    }
}
