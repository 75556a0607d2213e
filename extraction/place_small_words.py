"""Small words around place names: what stands before a name, what follows it, what heads one and what is none."""

from __future__ import annotations

from .text import fold

# Words that may stand directly before a bare place name.
LOCATIVE = frozenset(fold(w) for w in (
    "في من إلى نحو على قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط داخل بين محيط أطراف باتجاه مشارف عن ضمن قبالة "
    "بلدية ريف بريف وريف ريفي وسط جوار خارج صوب غادر غادرت غادروا دخلت دخل ضواحي تجاه حتى لمدينة ثم شمالا وفي ومن وإلى وعلى ونحو بلدة سيما أبرزها وأبرزها أهمها وأهمها تعد وتعد تعتبر وتعتبر شهدت وشهدت تشهد وتشهد"
).split())

ADD_NO_NAME = frozenset(fold(w) for w in "التي الذي هذه هذا تلك ذلك كانت كان هي وهي و ثم أو التنظيم قبل بعد منذ حيث كما حول لا لم قد في من على إلى عن مع بين فيها فيه منها منه إليها إليه عليها عليه بها به لها له عنها عنه حولها فيهما عليهما منهما".split())
ITEM_OPENS = frozenset("،,:-/(.؛")
ITEM_CLOSES = frozenset("،,-/).؛")
TOPIC = frozenset(("اما", "واما"))
# What follows the name of a place that a sentence begins with.
PREDICATES = frozenset(fold(w) for w in (
    "باتت بات أصبحت أصبح صارت صار ما لا لم التي الذي الخاضعة الخاضع الواقعة الواقع سقطت سقط وقعت وقع تسقط يسقط تخضع يخضع تحررت تنتقل انتقلت تخرج آلت في بيد تحت تشهد يشهد شهدت شهد هي هو عادت عاد"
).split())
OVERLOOKING = frozenset(fold(w) for w in "المشرفة المشرف المطلة المطل".split())
REMAINS = frozenset(fold(w) for w in "بقيت بقي ظلت ظل باتت بات أصبحت أصبح صارت صار غدت تزال زالت وبقيت وظلت وباتت وأصبحت وصارت".split())
HELD = frozenset(fold(w) for w in "تحت في بيد بأيدي خاضعة خاضعا ضمن محاصرة محاصرا خارج بحوزة".split())
SIDES = frozenset(fold(w) for w in "الشمالي الجنوبي الشرقي الغربي".split())
MEANT = frozenset(fold(w) for w in "المدينة البلدة القرية المخيم المنطقة المحافظة الناحية الحي البلاد".split())
SURE_HEADS = frozenset(fold(w) for w in "تل قصر جب خربة خربت كفر مثلث صوامع قلعة سد حويجة".split())
# Small words that begin known names (شرق الفرات) and no unknown ones.
NO_UNKNOWN = frozenset(fold(w) for w in "قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي داخل عند ضمن نحو باتجاه خلال وسط خارج تحت عبر".split())
NO_NAMES = frozenset(fold(w) for w in "ريفها ريفه تابع تابعة تابعين أعلنت أعلن قالت قال محيطها محيطه أطرافها أطرافه".split())
OFFICES = frozenset(fold(w) for w in "الرئاسة الرئيس البرلمان الحكومة القيادة الوزارة المحافظة الشركة الرابطة المنظمة الحزب".split())
DESCRIBED = ("سجن", "مقر", "قاعده", "معسكر", "منطقه")
NEW = frozenset(fold(w) for w in "جديدة جديد أخرى صغيرة كبيرة واحدة كاملة".split())
UNIT_NAMES = frozenset(fold(w) for w in "اللواء الفوج الفرقة لواء فوج فرقة الكيلو".split())
