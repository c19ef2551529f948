package dev.sidetone.embedded.media;

import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.internal.DisposableNativeObject;
import dev.onvoid.webrtc.internal.NativeObject;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives back what webrtc-java 0.14.0 forgets: its {@code RTCPeerConnection.close()} and its senders
 * keep their reference for ever, about 95 KB a call (upstream issue 239, mended there by pull
 * request 283). This drops the same reference at the same place as the mended version does.
 *
 * <p>A native object of libwebrtc begins with a pointer to its table of virtual functions, whose
 * first two are {@code AddRef} and {@code Release} (class {@code RefCountInterface}; Itanium C++
 * ABI, so Linux and macOS). A mended library is told by its disposable senders and left alone.
 */
final class NativeMemory {

    private static final Logger LOG = Logger.getLogger(NativeMemory.class);
    private static final long RELEASE_SLOT = ValueLayout.ADDRESS.byteSize();
    private static final Optional<Field> HANDLE = handleField();

    private NativeMemory() {}

    /** One reference that the library took for a Java object. */
    static final class Reference {

        private final long address;

        private Reference(long address) {
            this.address = address;
        }

        /** Once, when nothing uses the object any more. */
        void release() {
            if (address != 0) {
                call(address);
            }
        }
    }

    /** To be taken before the object is closed, for closing forgets the address. */
    static Reference of(NativeObject object) {
        try {
            return new Reference(HANDLE.isPresent() ? HANDLE.get().getLong(object) : 0);
        } catch (IllegalAccessException e) {
            LOG.debug("A native address cannot be read; its memory is not given back", e);
            return new Reference(0);
        }
    }

    private static Optional<Field> handleField() {
        boolean mended = DisposableNativeObject.class.isAssignableFrom(RTCRtpSender.class);
        boolean itanium = !System.getProperty("os.name", "").startsWith("Windows");
        if (mended || !itanium) {
            return Optional.empty();
        }
        try {
            Field field = NativeObject.class.getDeclaredField("nativeHandle");
            field.setAccessible(true);
            return Optional.of(field);
        } catch (NoSuchFieldException | RuntimeException e) {
            LOG.warn("WebRTC calls will leak about 95 KB each: no access to native handles", e);
            return Optional.empty();
        }
    }

    private static void call(long address) {
        MemorySegment object =
                MemorySegment.ofAddress(address).reinterpret(ValueLayout.ADDRESS.byteSize());
        MemorySegment functions =
                object.get(ValueLayout.ADDRESS, 0)
                        .reinterpret(RELEASE_SLOT + ValueLayout.ADDRESS.byteSize());
        MemorySegment release = functions.get(ValueLayout.ADDRESS, RELEASE_SLOT);
        try {
            int _ = (int) Downcall.RELEASE.invokeExact(release, object);
        } catch (Throwable e) {
            throw new IllegalStateException("A native object could not be released", e);
        }
    }

    private static final class Downcall {
        static final MethodHandle RELEASE =
                Linker.nativeLinker()
                        .downcallHandle(
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }
}
