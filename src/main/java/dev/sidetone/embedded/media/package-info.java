/** WebRTC media of the embedded provider; the only importer of webrtc-java. */
@NullMarked
package dev.sidetone.embedded.media;

import org.jspecify.annotations.NullMarked;
