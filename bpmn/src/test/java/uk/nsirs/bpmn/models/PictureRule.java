package uk.nsirs.bpmn.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** What makes the picture of a process readable, measured on its coordinates. */
enum PictureRule {
    EVERYTHING_IS_DRAWN {
        @Override
        void check(Picture picture, List<String> faults) {
            faults.addAll(picture.missing());
        }
    },
    EVERY_LABEL_HAS_A_PLACE_OF_ITS_OWN {
        @Override
        void check(Picture picture, List<String> faults) {
            faults.addAll(picture.unlabelled());
        }
    },
    EVERY_LABEL_HAS_ROOM_FOR_ITS_TEXT {
        /** Pixels that an average letter takes, and the height of a line, in the font that the pictures use. */
        private static final double LETTER = 4.8;

        private static final double LINE = 13.2;

        @Override
        void check(Picture picture, List<String> faults) {
            for (var label : picture.labels()) {
                var box = label.box();
                var lines = Math.floor((box.bottom() - box.top()) / LINE);
                if ((box.right() - box.left()) * lines < label.text().length() * LETTER) {
                    faults.add(label.of());
                }
            }
        }
    },
    NO_SHAPES_OVERLAP {
        @Override
        void check(Picture picture, List<String> faults) {
            pairs(picture.shapes(), (one, two) -> {
                var nested = one.holds(two.node()) && one.box().contains(two.box())
                        || two.holds(one.node()) && two.box().contains(one.box());
                var attached = one.isAttachedTo(two) || two.isAttachedTo(one);
                if (one.box().overlaps(two.box()) && !nested && !attached) {
                    faults.add(one.id() + " and " + two.id());
                }
            });
        }
    },
    WHAT_BELONGS_INSIDE_IS_INSIDE {
        @Override
        void check(Picture picture, List<String> faults) {
            for (var container : picture.shapes()) {
                picture.shapes().stream()
                        .filter(shape -> container.holds(shape.node()))
                        .filter(shape -> !container.box().contains(shape.box()))
                        .forEach(shape -> faults.add(shape.id() + " outside " + container.id()));
            }
        }
    },
    NO_LABEL_LIES_ON_A_SHAPE {
        @Override
        void check(Picture picture, List<String> faults) {
            for (var label : picture.labels()) {
                picture.shapes().stream()
                        .filter(shape -> shape.box().overlaps(label.box()))
                        .filter(shape -> !shape.isContainer() || !shape.box().contains(label.box()))
                        .forEach(shape -> faults.add("label of " + label.of() + " on " + shape.id()));
            }
        }
    },
    NO_LABEL_LIES_ON_A_LINE {
        @Override
        void check(Picture picture, List<String> faults) {
            for (var label : picture.labels()) {
                picture.lines().stream()
                        .filter(line -> line.segments().stream().anyMatch(part -> part.isInside(label.box())))
                        .forEach(line -> faults.add("label of " + label.of() + " on " + line.id()));
            }
        }
    },
    NO_LABELS_OVERLAP {
        @Override
        void check(Picture picture, List<String> faults) {
            pairs(picture.labels(), (one, two) -> {
                if (one.box().overlaps(two.box())) {
                    faults.add(one.of() + " and " + two.of());
                }
            });
        }
    },
    LINES_END_AT_WHAT_THEY_JOIN {
        @Override
        void check(Picture picture, List<String> faults) {
            for (var line : picture.lines()) {
                var source = picture.shapeOf(line.flow().getSource());
                var target = picture.shapeOf(line.flow().getTarget());
                if (!source.isTouchedAt(line.first()) || !target.isTouchedAt(line.last())) {
                    faults.add(line.id());
                }
            }
        }
    },
    LINES_ARE_HORIZONTAL_OR_VERTICAL {
        @Override
        void check(Picture picture, List<String> faults) {
            picture.lines().stream()
                    .filter(line -> !line.segments().stream().allMatch(Picture.Segment::isStraight))
                    .forEach(line -> faults.add(line.id()));
        }
    },
    NO_LINE_RUNS_THROUGH_A_SHAPE {
        @Override
        void check(Picture picture, List<String> faults) {
            for (var line : picture.lines()) {
                for (var shape : picture.shapes()) {
                    var atItsEnd = shape.node().equals(line.flow().getSource())
                            || shape.node().equals(line.flow().getTarget());
                    var around = shape.holds(line.flow());
                    if (!around && !atItsEnd && line.segments().stream().anyMatch(part -> part.isInside(shape.box()))) {
                        faults.add(line.id() + " through " + shape.id());
                    }
                }
            }
        }
    },
    NO_LINE_CROSSES_OR_TOUCHES_ANOTHER {
        @Override
        void check(Picture picture, List<String> faults) {
            pairs(picture.lines(), (one, two) -> {
                var touch = one.segments().stream()
                        .anyMatch(part -> two.segments().stream().anyMatch(part::touches));
                if (touch) {
                    faults.add(one.id() + " and " + two.id());
                }
            });
        }
    },
    THE_WAY_GOES_LEFT_TO_RIGHT {
        @Override
        void check(Picture picture, List<String> faults) {
            picture.lines().stream()
                    .filter(line -> line.last().x() < line.first().x())
                    .filter(line -> !WAYS_BACK.containsKey(line.id()))
                    .forEach(line -> faults.add(line.id()));
        }
    };

    /** The only lines that lead back, and why they do. */
    static final Map<String, String> WAYS_BACK = Map.ofEntries(
            // Appointment, ExceptionalFunding
            Map.entry("Flow_Outcome_to_TellAboutChange", "a changed appointment is waited for again"),
            Map.entry("Flow_TellAboutChange_to_AttendanceJoin", "a changed appointment is waited for again"),
            Map.entry("Flow_Outcome_to_TellAboutCancellation", "a cancelled appointment is booked again"),
            Map.entry("Flow_TellAboutCancellation_to_RebookJoin", "a cancelled appointment is booked again"),
            Map.entry("Flow_AgainJoin_to_RebookJoin", "a missed appointment is booked again"),
            Map.entry("Flow_SupplyFundingInformation_to_WaitJoin", "the same request waits for its decision again"),
            Map.entry("Flow_NextStep_to_RequestJoin", "new information makes a new request"),
            // DiagnosticWorkup, GeneticTesting, ReceptorAntibodyTesting, FamilyTesting, MultidisciplinaryReview
            Map.entry("Flow_PanelOutcome_to_PanelJoin", "a sample without a result is arranged again"),
            Map.entry("Flow_ScanOutcome_to_ScanJoin", "a scan without a result is arranged again"),
            Map.entry("Flow_BaselineOutcome_to_BaselineJoin", "a baseline without a result is arranged again"),
            Map.entry("Flow_TypeB_to_RepeatJoin", "a clinician may want the test repeated"),
            Map.entry("Flow_RepeatJoin_to_ContactJoin", "before every sample the laboratory is contacted"),
            Map.entry("Flow_SampleFailed_to_OrderJoin", "a sample that failed is ordered once more"),
            Map.entry("Flow_MoreRelatives_to_InvitationJoin", "one relative after the other is invited"),
            Map.entry("Flow_FurtherTesting_to_GeneticJoin", "a clinician may want a further test before the diagnosis"),
            Map.entry(
                    "Flow_FurtherTesting_to_FurtherAntibodyTesting",
                    "a clinician may want a further test before the diagnosis"),
            Map.entry(
                    "Flow_FurtherTesting_to_FamilyTesting", "a clinician may want a further test before the diagnosis"),
            Map.entry(
                    "Flow_GeneticJoin_to_FurtherGeneticTesting",
                    "a clinician may want a further test before the diagnosis"),
            Map.entry(
                    "Flow_FurtherGeneticTesting_to_ResultJoin",
                    "a clinician may want a further test before the diagnosis"),
            Map.entry(
                    "Flow_FurtherAntibodyTesting_to_ResultJoin",
                    "a clinician may want a further test before the diagnosis"),
            Map.entry(
                    "Flow_FamilyTesting_to_PhenotypeJoin", "a clinician may want a further test before the diagnosis"),
            // DieteticSupport, PsychologicalSupport, MedicineTreatment, MetabolicSurgery
            Map.entry("Flow_DietFinished_to_DietJoin", "a diet that goes on is reviewed again"),
            Map.entry("Flow_AskWherePatientLives_to_RouteJoin", "the answer may change the way to support"),
            Map.entry("Flow_NextStep_to_PlanJoin", "a medicine that is changed is planned anew"),
            Map.entry("Flow_NextStep_to_ReviewJoin", "a medicine that continues is reviewed again"),
            Map.entry("Flow_ReviewAgain_to_ReviewJoin", "an operation is reviewed again and again"),
            // FollowUp
            Map.entry("Flow_NextStep_to_CycleJoin", "one review follows another"),
            Map.entry("Flow_PlanAgreed_to_CycleJoin", "the review that is awaited is planned anew"),
            // Immunosuppression, InsulinPump, Metreleptin
            Map.entry("Flow_WithoutWorkshop_to_WorkshopJoin", "a workshop that was missed is booked again"),
            Map.entry("Flow_SheetConfirmed_to_SheetJoin", "a sheet that is not right is completed anew"),
            Map.entry("Flow_Continue_to_OutcomeJoin", "outcomes of metreleptin are recorded again and again"),
            Map.entry("Flow_Retreat_to_ReceptorAntibodyTesting", "the antibodies are tested before the decision"),
            Map.entry("Flow_ReceptorAntibodyTesting_to_AssessJoin", "the antibodies are tested before the decision"),
            Map.entry("Flow_Start_to_ChecklistDueAgain", "an open checklist is asked again"),
            Map.entry("Flow_ChecklistDueAgain_to_ChecklistJoin", "an open checklist is asked again"),
            Map.entry("Flow_OffInsulin_to_InsulinJoin", "the contact is weekly until insulin is stopped"),
            Map.entry("Flow_Postponed_to_InfusionJoin", "a postponed infusion gets a new date"),
            Map.entry("Flow_WatchOver_to_WatchJoin", "the watch goes on until it was long enough"),
            Map.entry("Flow_RelapseFound_to_RelapseJoin", "a relapse leads back to treating again"),
            Map.entry("Flow_RelapseJoin_to_AssessJoin", "a relapse leads back to treating again"),
            // ReferralPathway, RequestInformation
            Map.entry("Flow_ChaseDue_to_RequestJoin", "a chase is the request once more"),
            Map.entry("Flow_ApplyCriteriaAgain_to_InformationJoin", "new information may leave questions open"),
            Map.entry("Flow_Decision_to_TriageJoin", "who asks the referrer decides again"),
            Map.entry("Flow_Convert_to_CriteriaJoin", "advice that becomes a referral begins as one"),
            Map.entry("Flow_ConfirmDeath_to_ClosureJoin", "the administrator's question stays open"),
            Map.entry("Flow_Restore_to_RestoreReferral", "restoring goes back to the open referral"),
            Map.entry("Flow_RestoreReferral_to_OpenJoin", "restoring goes back to the open referral"));

    /** The faults of the picture by this rule, in words; none means that it is kept. */
    List<String> faults(Picture picture) {
        var faults = new ArrayList<String>();
        check(picture, faults);
        return faults;
    }

    abstract void check(Picture picture, List<String> faults);

    String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static <T> void pairs(List<T> all, BiConsumer<T, T> check) {
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                check.accept(all.get(i), all.get(j));
            }
        }
    }
}
