package uk.nsirs.bpmn.models;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;

/** A process as it is drawn: shapes, lines and labels on a plane, y growing downwards, in pixels. */
record Picture(
        List<Shape> shapes, List<Line> lines, List<Label> labels, List<String> unlabelled, List<String> missing) {

    record Point(double x, double y) {}

    record Box(double left, double top, double right, double bottom) {

        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }

        boolean contains(Box other) {
            return left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom;
        }

        boolean hasOnItsEdge(Point point) {
            var withinX = point.x >= left && point.x <= right;
            var withinY = point.y >= top && point.y <= bottom;
            return withinX && (point.y == top || point.y == bottom) || withinY && (point.x == left || point.x == right);
        }

        Point centre() {
            return new Point((left + right) / 2, (top + bottom) / 2);
        }
    }

    record Segment(Point from, Point to) {

        boolean isStraight() {
            return from.x == to.x || from.y == to.y;
        }

        Box box() {
            return new Box(
                    Math.min(from.x, to.x), Math.min(from.y, to.y), Math.max(from.x, to.x), Math.max(from.y, to.y));
        }

        /** A line has no width, so it is inside where its coordinate lies strictly between the box's edges. */
        boolean isInside(Box area) {
            var own = box();
            return own.left < area.right && own.right > area.left && own.top < area.bottom && own.bottom > area.top;
        }

        boolean touches(Segment other) {
            var one = box();
            var two = other.box();
            return one.left <= two.right && two.left <= one.right && one.top <= two.bottom && two.top <= one.bottom;
        }
    }

    record Shape(String id, FlowNode node, Box box) {

        boolean isContainer() {
            return node instanceof SubProcess;
        }

        boolean holds(BaseElement element) {
            for (var parent = element.getParentElement(); parent != null; parent = parent.getParentElement()) {
                if (parent.equals(node)) {
                    return true;
                }
            }
            return false;
        }

        boolean isAttachedTo(Shape other) {
            return node instanceof BoundaryEvent event && event.getAttachedTo().equals(other.node);
        }

        /** A line may end on the outline: for a gateway that is the diamond, not the box around it. */
        boolean isTouchedAt(Point point) {
            if (node instanceof Gateway) {
                var centre = box.centre();
                var distance = Math.abs(point.x - centre.x) + Math.abs(point.y - centre.y);
                return Math.abs(distance - (box.right - box.left) / 2) <= 1;
            }
            if (node instanceof Event) {
                var centre = box.centre();
                var distance = Math.hypot(point.x - centre.x, point.y - centre.y);
                return Math.abs(distance - (box.right - box.left) / 2) <= 1;
            }
            return box.hasOnItsEdge(point);
        }
    }

    record Line(String id, SequenceFlow flow, List<Point> points) {

        List<Segment> segments() {
            var segments = new ArrayList<Segment>();
            for (int i = 1; i < points.size(); i++) {
                segments.add(new Segment(points.get(i - 1), points.get(i)));
            }
            return segments;
        }

        Point first() {
            return points.get(0);
        }

        Point last() {
            return points.get(points.size() - 1);
        }
    }

    record Label(String of, String text, Box box) {}

    static Picture of(BpmnModelInstance model) {
        var shapes = new ArrayList<Shape>();
        var lines = new ArrayList<Line>();
        var labels = new ArrayList<Label>();
        var unlabelled = new ArrayList<String>();
        for (var shape : model.getModelElementsByType(BpmnShape.class)) {
            var node = (FlowNode) shape.getBpmnElement();
            shapes.add(new Shape(node.getId(), node, box(shape.getBounds())));
            if (node instanceof Event || node instanceof Gateway) {
                label(node.getId(), node.getName(), shape.getBpmnLabel(), labels, unlabelled);
            }
        }
        for (var edge : model.getModelElementsByType(BpmnEdge.class)) {
            var flow = (SequenceFlow) edge.getBpmnElement();
            var points = edge.getWaypoints().stream()
                    .map(point -> new Point(point.getX(), point.getY()))
                    .toList();
            lines.add(new Line(flow.getId(), flow, points));
            label(flow.getId(), flow.getName(), edge.getBpmnLabel(), labels, unlabelled);
        }
        var missing = new ArrayList<String>();
        model.getModelElementsByType(FlowNode.class).stream()
                .filter(node -> shapes.stream().noneMatch(shape -> shape.node.equals(node)))
                .forEach(node -> missing.add(node.getId()));
        model.getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> lines.stream().noneMatch(line -> line.flow.equals(flow)))
                .forEach(flow -> missing.add(flow.getId()));
        return new Picture(shapes, lines, labels, unlabelled, missing);
    }

    Shape shapeOf(FlowNode node) {
        return shapes.stream()
                .filter(shape -> shape.node.equals(node))
                .findFirst()
                .orElseThrow();
    }

    private static void label(String id, String text, BpmnLabel label, List<Label> labels, List<String> unlabelled) {
        if (text == null) {
            return;
        }
        if (label == null || label.getBounds() == null) {
            unlabelled.add(id);
        } else {
            labels.add(new Label(id, text, box(label.getBounds())));
        }
    }

    private static Box box(Bounds bounds) {
        return new Box(
                bounds.getX(), bounds.getY(), bounds.getX() + bounds.getWidth(), bounds.getY() + bounds.getHeight());
    }
}
