package io.farthing.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Finds floating point in a class down to single instructions: a local variable is enough to round money. */
final class FloatingPoint {

    private FloatingPoint() {}

    /** Demands that there is none. */
    static final class Absence extends ArchCondition<JavaClass> {

        Absence() {
            super("not use floating point");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (String place : placesIn(type)) {
                events.add(
                        SimpleConditionEvent.violated(type, place + " of " + type.getName() + " uses floating point"));
            }
        }
    }

    private static Set<String> placesIn(JavaClass type) {
        Set<String> places = new TreeSet<>();
        try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            new ClassReader(bytes).accept(new Finder(places), ClassReader.SKIP_DEBUG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    private static boolean hasFloating(String descriptor) {
        Type type = Type.getType(descriptor);
        if (type.getSort() != Type.METHOD) {
            return isFloating(type);
        }
        for (Type argument : type.getArgumentTypes()) {
            if (isFloating(argument)) {
                return true;
            }
        }
        return isFloating(type.getReturnType());
    }

    private static boolean isFloating(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        return element.equals(Type.FLOAT_TYPE)
                || element.equals(Type.DOUBLE_TYPE)
                || element.getClassName().equals("java.lang.Float")
                || element.getClassName().equals("java.lang.Double");
    }

    private static final class Finder extends ClassVisitor {

        private final Set<String> places;

        Finder(Set<String> places) {
            super(Opcodes.ASM9);
            this.places = places;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            note(descriptor, "field " + name);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            String place = "method " + name;
            note(descriptor, place);
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                    note(type, place);
                }

                @Override
                public void visitLdcInsn(Object constant) {
                    if (constant instanceof Double || constant instanceof Float) {
                        places.add(place);
                    }
                }

                @Override
                public void visitInsn(int opcode) {
                    if (Set.of(Opcodes.I2F, Opcodes.I2D, Opcodes.L2F, Opcodes.L2D)
                            .contains(opcode)) {
                        places.add(place);
                    }
                }
            };
        }

        private void note(String descriptor, String place) {
            if (hasFloating(descriptor)) {
                places.add(place);
            }
        }
    }
}
